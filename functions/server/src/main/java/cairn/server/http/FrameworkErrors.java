package cairn.server.http;

import cairn.operations.http.Exchange;
import cairn.operations.http.HttpAnswer;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;

import jakarta.inject.Singleton;

/// The server's answers when Micronaut fails a valid request. Their statuses and bodies are those
/// of [Exchange], never the framework's own.
@Singleton
@Primary
final class FrameworkErrors implements ErrorResponseProcessor<byte[]> {
    private final Exchange exchange;

    FrameworkErrors(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public MutableHttpResponse<byte[]> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        HttpAnswer answer = exchange.refused(response.code(), context.getRootCause());
        MutableHttpResponse<byte[]> ours = response.status(answer.status()).body(answer.body());
        answer.headers().forEach((name, value) -> ours.getHeaders().set(name, value));
        return ours;
    }
}
