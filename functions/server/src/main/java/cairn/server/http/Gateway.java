package cairn.server.http;

import cairn.operations.http.Exchange;
import cairn.operations.http.HttpAnswer;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.netty.NettyHttpRequest;

import java.util.concurrent.CompletableFuture;

/// Passes every request of a [Connection] to [Exchange], and returns its answer.
@Controller
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class Gateway {
    private final Exchange exchange;

    Gateway(Exchange exchange) {
        this.exchange = exchange;
    }

    @Post("/")
    CompletableFuture<HttpResponse<byte[]>> answer(HttpRequest<?> request) {
        Received received = (Received) ((NettyHttpRequest<?>) request).getNativeRequest();
        return exchange.handle(received.question())
                .thenApply(answer -> response(received.answered(answer)));
    }

    private static HttpResponse<byte[]> response(HttpAnswer answer) {
        MutableHttpResponse<byte[]> response =
                HttpResponse.status(HttpStatus.valueOf(answer.status()));
        answer.headers().forEach(response::header);
        return response.body(answer.body());
    }
}
