package cairn.server;

import cairn.operations.http.Exchange;
import cairn.operations.http.HttpAnswer;
import cairn.operations.http.HttpQuestion;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.CustomHttpMethod;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Options;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.exceptions.ContentLengthExceededException;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/// Every HTTP request that reaches the server, whatever its method and path: translates between
/// Micronaut and [Exchange], nothing else.
@Controller
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class Gateway {
    private static final String ANY = "/{path:.*}";

    private final Exchange exchange;

    Gateway(Exchange exchange) {
        this.exchange = exchange;
    }

    @Post(ANY)
    CompletableFuture<HttpResponse<byte[]>> post(
            HttpRequest<?> request, @Body byte @Nullable [] body) {
        return exchange.answer(question(request, body == null ? new byte[0] : body))
                .thenApply(Gateway::response);
    }

    @Get(ANY)
    CompletableFuture<HttpResponse<byte[]>> get(HttpRequest<?> request) {
        return bodiless(request);
    }

    @Put(ANY)
    CompletableFuture<HttpResponse<byte[]>> put(HttpRequest<?> request) {
        return bodiless(request);
    }

    @Delete(ANY)
    CompletableFuture<HttpResponse<byte[]>> delete(HttpRequest<?> request) {
        return bodiless(request);
    }

    @Patch(ANY)
    CompletableFuture<HttpResponse<byte[]>> patch(HttpRequest<?> request) {
        return bodiless(request);
    }

    @Options(ANY)
    CompletableFuture<HttpResponse<byte[]>> options(HttpRequest<?> request) {
        return bodiless(request);
    }

    @CustomHttpMethod(method = "TRACE", value = ANY)
    CompletableFuture<HttpResponse<byte[]>> trace(HttpRequest<?> request) {
        return bodiless(request);
    }

    @Error(global = true, exception = ContentLengthExceededException.class)
    HttpResponse<byte[]> tooLarge() {
        return response(exchange.tooLarge());
    }

    private CompletableFuture<HttpResponse<byte[]>> bodiless(HttpRequest<?> request) {
        return exchange.answer(question(request, new byte[0])).thenApply(Gateway::response);
    }

    private static HttpQuestion question(HttpRequest<?> request, byte[] body) {
        HttpMethod method = request.getMethod();
        String target = request.getUri().toString();
        int at = target.indexOf('?');
        return new HttpQuestion(
                method.name(),
                at < 0 ? target : target.substring(0, at),
                at < 0 ? "" : target.substring(at + 1),
                request.getHeaders()::getAll,
                body);
    }

    private static HttpResponse<byte[]> response(HttpAnswer answer) {
        MutableHttpResponse<byte[]> response =
                HttpResponse.status(HttpStatus.valueOf(answer.status()));
        answer.headers().forEach(response::header);
        return response.body(answer.body());
    }
}
