package cairn.operations.http;

import cairn.item.json.Json;
import cairn.operations.Api;
import cairn.operations.access.Access;
import cairn.operations.access.Caller;
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
import java.util.function.Supplier;
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
    private final Access access;
    private final Environment environment;
    private final String region;
    private final LongSupplier chance;

    /// @param access who may do what
    /// @param region what the health check says of itself
    /// @param chance bits for the ids of requests: unlikely to come twice, no secret
    public Exchange(
            Api api, Access access, Environment environment, String region, LongSupplier chance) {
        this.api = api;
        this.access = access;
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
        try {
            return reply(question).thenApply(reply -> wrap(reply, zipped));
        } catch (Bodies.TooLarge e) {
            return CompletableFuture.completedFuture(tooLarge());
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(wrap(api.reply(e), zipped));
        }
    }

    /// What a request asks for, in DynamoDB's order of checks: body, JSON, target (here), caller,
    /// members, permission (in [#admitted]).
    private record Asked(HttpQuestion question, String operation, Json.Obj body) {}

    private CompletableFuture<Reply> reply(HttpQuestion question) {
        Json.Obj body = Api.parse(Bodies.decoded(question));
        Asked asked = new Asked(question, Api.operation(question.header("X-Amz-Target")), body);
        Action action;
        try {
            action = admitted(asked, Waiting.NOT_ALLOWED);
        } catch (WouldWait e) {
            return later(() -> api.run(admitted(asked, Waiting.ALLOWED), Waiting.ALLOWED));
        }
        try {
            return api.run(action, Waiting.NOT_ALLOWED);
        } catch (WouldWait e) {
            return later(() -> api.run(action, Waiting.ALLOWED));
        }
    }

    /// The request, checked as far as it can be without its table, of a caller who may send it.
    private Action admitted(Asked asked, Waiting waiting) {
        Caller caller = access.identify(asked.question, waiting);
        Action action = api.check(asked.operation, asked.body, asked.question.arrival());
        access.check(caller, asked.operation, asked.body);
        return action;
    }

    /// Goes on where it may wait.
    private CompletableFuture<Reply> later(Supplier<CompletableFuture<Reply>> run) {
        CompletableFuture<Reply> later = new CompletableFuture<>();
        environment.start(
                "request",
                () -> {
                    try {
                        later.complete(run.get().join());
                    } catch (RuntimeException | Error e) {
                        later.complete(api.reply(e));
                    }
                });
        return later;
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
