package cairn.server.http;

import cairn.operations.http.ByteBudget;
import cairn.operations.http.HttpAnswer;
import cairn.operations.http.HttpQuestion;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;

import java.util.Optional;

/// A complete request on its way through the framework. The framework sees the same plain POST each
/// time, so it rejects none; the actual request is [#question].
final class Received extends DefaultFullHttpRequest {
    private final HttpQuestion question;
    private final ByteBudget.Share body;
    private Optional<HttpAnswer> answer = Optional.empty();
    private boolean abandoned;

    /// @param body the memory of the body, held until the answer is sent
    Received(HttpQuestion question, ByteBudget.Share body) {
        super(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.EMPTY_BUFFER);
        this.question = question;
        this.body = body;
    }

    HttpQuestion question() {
        return question;
    }

    /// Records the answer, which holds memory until it is sent. Thread-safe.
    synchronized HttpAnswer answered(HttpAnswer given) {
        answer = Optional.of(given);
        if (abandoned) {
            finished();
        }
        return given;
    }

    /// Releases all memory, because the answer is sent.
    synchronized void finished() {
        answer.ifPresent(given -> given.sent().run());
        answer = Optional.empty();
        body.close();
    }

    /// Releases all memory once the request ends. Its client is gone, but the request continues.
    synchronized void abandoned() {
        abandoned = true;
        if (answer.isPresent()) {
            finished();
        }
    }

    // Two requests are equal only if they are the same object.
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
