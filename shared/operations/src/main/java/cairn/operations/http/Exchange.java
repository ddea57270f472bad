package cairn.operations.http;

import cairn.item.json.Json;
import cairn.operations.Api;
import cairn.operations.request.Action;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.storage.environment.Environment;
import cairn.storage.segment.Waiting;
import cairn.storage.segment.WouldWait;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;

/// DynamoDB's HTTP: from a request as it came to an answer as it goes. Owns every status and body
/// that leaves the process. Thread-safe.
///
/// What needs no store is answered by the calling thread, which never waits; the rest goes on on a
/// thread of its own.
public final class Exchange {
    private static final String ID_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String UNKNOWN = "<UnknownOperationException/>\n";
    private static final int ID_LENGTH = 52;
    private static final int GZIP_BYTES_MIN = 1024;

    private final Api api;
    private final Environment environment;
    private final String region;
    private final LongSupplier chance;

    /// @param region what the health check says of itself
    /// @param chance bits for the ids of requests: unlikely to come twice, no secret
    public Exchange(Api api, Environment environment, String region, LongSupplier chance) {
        this.api = api;
        this.environment = environment;
        this.region = region;
        this.chance = chance;
    }

    /// Answers a request. The future always completes with an answer.
    public CompletableFuture<HttpAnswer> answer(HttpQuestion question) {
        Optional<HttpAnswer> plain = plain(question);
        if (plain.isPresent()) {
            return CompletableFuture.completedFuture(plain.get());
        }
        boolean zipped = question.header("Accept-Encoding").orElse("").contains("gzip");
        Action action;
        try {
            action = check(question);
        } catch (Bodies.TooLarge e) {
            return CompletableFuture.completedFuture(tooLarge());
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(wrap(api.reply(e), zipped));
        }
        return run(action).thenApply(reply -> wrap(reply, zipped));
    }

    private Action check(HttpQuestion question) {
        byte[] body = Bodies.decoded(question);
        Json.Obj json = Api.parse(body);
        String operation = Api.operation(question.header("X-Amz-Target"));
        checkSigned(question);
        return api.check(operation, json);
    }

    /// On loopback any signature passes, but there must be one.
    private static void checkSigned(HttpQuestion question) {
        boolean header = question.header("Authorization").isPresent();
        boolean query = question.asks("X-Amz-Algorithm");
        if (header && query) {
            throw Failure.of(
                    Failure.Type.INVALID_SIGNATURE,
                    "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as"
                            + " HTTP header.");
        }
        if (!header && !query) {
            throw Failure.of(Failure.Type.MISSING_TOKEN, "Request is missing Authentication Token");
        }
    }

    private CompletableFuture<Reply> run(Action action) {
        try {
            return api.run(action, Waiting.NOT_ALLOWED);
        } catch (WouldWait e) {
            CompletableFuture<Reply> later = new CompletableFuture<>();
            environment.start("request", () -> runWaiting(action, later));
            return later;
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(api.reply(e));
        }
    }

    private void runWaiting(Action action, CompletableFuture<Reply> later) {
        try {
            later.complete(api.run(action, Waiting.ALLOWED).join());
        } catch (RuntimeException | Error e) {
            later.complete(api.reply(e));
        }
    }

    /// Answers to what is no request of the API.
    private Optional<HttpAnswer> plain(HttpQuestion question) {
        if (question.method().equals("GET") && question.path().equals("/")) {
            return Optional.of(
                    text(
                            200,
                            "text/plain",
                            "healthy: dynamodb.%s.amazonaws.com ".formatted(region)));
        }
        String type = question.header("Content-Type").orElse("");
        boolean ours =
                type.startsWith("application/x-amz-json-1.0")
                        || type.startsWith("application/json");
        if (!question.method().equals("POST") || !ours) {
            return Optional.of(text(404, "text/xml", UNKNOWN));
        }
        return Optional.empty();
    }

    private HttpAnswer text(int status, String type, String text) {
        return finished(status, type, text.getBytes(StandardCharsets.US_ASCII), false);
    }

    /// The answer to a body over 16 MB.
    public HttpAnswer tooLarge() {
        return finished(413, "application/x-amz-json-1.0", new byte[0], false);
    }

    /// The answer to a request that HTTP itself fails with a status: too large is too large, a
    /// request that is none of ours is unknown, the rest does not parse.
    ///
    /// @param cause what the log is to say of a failure
    public HttpAnswer refused(int status, Optional<Throwable> cause) {
        return switch (status) {
            case 413 -> tooLarge();
            case 404, 405, 406, 415 -> text(404, "text/xml", UNKNOWN);
            case 500, 503 ->
                    wrap(
                            api.reply(
                                    cause.orElseGet(
                                            () -> new IllegalStateException("HTTP failed"))),
                            false);
            default -> wrap(Failure.of(Failure.Type.SERIALIZATION).reply(), false);
        };
    }

    private HttpAnswer wrap(Reply reply, boolean zipped) {
        return finished(reply.status(), "application/x-amz-json-1.0", reply.body(), zipped);
    }

    private HttpAnswer finished(int status, String type, byte[] body, boolean zipped) {
        Map<String, String> headers = new LinkedHashMap<>();
        boolean zip = zipped && body.length >= GZIP_BYTES_MIN;
        byte[] sent = zip ? Bodies.zipped(body) : body;
        if (zip) {
            headers.put("Content-Encoding", "gzip");
        }
        CRC32 crc = new CRC32();
        crc.update(sent);
        headers.put("Content-Type", type);
        headers.put("x-amzn-RequestId", requestId());
        headers.put("x-amz-crc32", Long.toString(crc.getValue()));
        return new HttpAnswer(status, headers, sent);
    }

    /// Unlikely to be given twice; nothing depends on that.
    private String requestId() {
        char[] id = new char[ID_LENGTH];
        long bits = 0;
        for (int i = 0; i < ID_LENGTH; i++) {
            if (i % 12 == 0) {
                bits = chance.getAsLong();
            }
            id[i] = ID_DIGITS.charAt((int) (bits & 31));
            bits >>>= 5;
        }
        return new String(id);
    }
}
