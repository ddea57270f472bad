package cairn.server.http;

import cairn.operations.http.Body;
import cairn.operations.http.ByteBudget;
import cairn.operations.http.Exchange;
import cairn.operations.http.Exchange.Admission;
import cairn.operations.http.HttpAnswer;
import cairn.operations.http.HttpQuestion;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A request whose body is still arriving. Memory for the body is reserved before it is allocated,
/// and [#close] releases it. Nothing is reserved before the first byte, and only a small share
/// before more than that has arrived. A client that sends nothing holds no memory. Used by one
/// event loop.
final class Incoming implements AutoCloseable {
    private static final byte[] NO_BODY = {};

    /// The initial size of the buffer for a body.
    private static final int FIRST_BYTES = 8 << 10;

    private final HttpQuestion head;
    private final int bytes;
    private final Admission admission;
    private ByteBudget.Share share;
    private int reserved;
    private byte[] body;
    private int length;

    /// @param bytes the length of the body, or its limit if unknown
    /// @param share an empty share
    Incoming(HttpQuestion head, int bytes, Admission admission, ByteBudget.Share share) {
        this.head = head;
        this.bytes = bytes;
        this.admission = admission;
        this.share = share;
        this.body = NO_BODY;
    }

    /// The answer to a malformed HTTP request; empty if the request is valid.
    static Optional<HttpAnswer> unsound(HttpRequest request, Exchange exchange) {
        if (request.decoderResult().isSuccess()) {
            return Optional.empty();
        }
        Throwable cause = request.decoderResult().cause();
        boolean tooLong =
                cause instanceof TooLongHttpHeaderException
                        || cause instanceof TooLongHttpLineException;
        return Optional.of(
                tooLong ? exchange.headTooLarge() : exchange.refused(400, Optional.empty()));
    }

    /// A request without its body.
    ///
    /// @param gone whether the client has closed its connection
    static HttpQuestion head(HttpRequest request, BooleanSupplier gone) {
        String target = request.uri();
        int at = target.indexOf('?');
        return new HttpQuestion(
                request.method().name(),
                at < 0 ? target : target.substring(0, at),
                at < 0 ? "" : target.substring(at + 1),
                name -> values(request.headers(), name),
                NO_BODY,
                gone);
    }

    // Avoids a list where a header has one value or none, which is the usual case.
    private static List<String> values(HttpHeaders headers, String name) {
        Iterator<String> values = headers.valueStringIterator(name);
        if (!values.hasNext()) {
            return List.of();
        }
        String first = values.next();
        return values.hasNext() ? headers.getAll(name) : List.of(first);
    }

    /// The length of the body, or its limit if the client does not give the length.
    static long length(HttpRequest request) {
        return HttpUtil.isTransferEncodingChunked(request)
                ? Body.BYTES_MAX
                : HttpUtil.getContentLength(request, 0L);
    }

    HttpQuestion head() {
        return head;
    }

    Admission admission() {
        return admission;
    }

    /// The memory to reserve before a part is taken; 0 if enough is reserved.
    int wants(ByteBuf part) {
        int needed = Math.min(bytes, length + part.readableBytes());
        if (needed <= reserved) {
            return 0;
        }
        return needed <= ByteBudget.SMALL_BYTES ? Math.min(bytes, ByteBudget.SMALL_BYTES) : bytes;
    }

    /// Replaces the reserved memory with a larger share.
    void gets(ByteBudget.Share more, int wanted) {
        if (reserved > 0) {
            share.close();
        }
        share = more;
        reserved = wanted;
    }

    /// Takes a part of the body, for which memory is reserved; false if the body is then too long.
    boolean takes(ByteBuf part) {
        int more = part.readableBytes();
        if (more > bytes - length) {
            return false;
        }
        if (length + more > body.length) {
            int first = length == 0 && more < FIRST_BYTES ? FIRST_BYTES : 2 * (length + more);
            body = Arrays.copyOf(body, Math.min(reserved, first));
        }
        part.readBytes(body, length, more);
        length += more;
        return true;
    }

    /// The complete request.
    HttpQuestion question() {
        byte[] whole = length == body.length ? body : Arrays.copyOf(body, length);
        return new HttpQuestion(
                head.method(), head.path(), head.query(), head.headers(), whole, head.gone());
    }

    ByteBudget.Share share() {
        return share;
    }

    @Override
    public void close() {
        share.close();
    }
}
