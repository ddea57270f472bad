package cairn.operations.http;

import cairn.item.json.Json;
import cairn.operations.Api;
import cairn.operations.Request;
import cairn.operations.access.Access;
import cairn.operations.access.Caller;
import cairn.operations.request.AnswerRoom;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.storage.environment.Environment;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// One request of the API until its reply. Used by one thread after the other.
///
/// The caller is checked before the body is decompressed and parsed, so callers without a key can't
/// make us build anything large. Failures still keep DynamoDB's order (JSON, target, caller). So
/// the body of a refused caller is parsed too if it is small, and its faults are reported first.
final class Handling {
    /// The longest body of a refused caller that is parsed.
    static final int STRANGERS_BYTES_MAX = 64 << 10;

    /// The longest body that is weighed and parsed on an event loop; compressed ones never are.
    private static final int EVENT_LOOP_BYTES_MAX = 32 << 10;

    private final HttpQuestion question;
    private final Body body;
    private final Api api;
    private final Access access;
    private final Environment environment;
    private final RequestMemory memory;
    private Optional<Asked> asked = Optional.empty();

    /// A request's operation and its caller.
    private record Asked(Caller caller, String operation, Json.Obj input) {}

    Handling(
            HttpQuestion question,
            Api api,
            Access access,
            Environment environment,
            RequestMemory memory) {
        this.question = question;
        this.body = Body.of(question);
        this.api = api;
        this.access = access;
        this.environment = environment;
        this.memory = memory;
    }

    /// The requested operation; empty until it is known.
    String operation() {
        return asked.map(Asked::operation).orElse("");
    }

    /// Completes with a reply, with a failure that the API has a reply to, or with [Body.TooLarge].
    CompletableFuture<Reply> reply() {
        if (body.isPacked() || body.sent().length > EVENT_LOOP_BYTES_MAX) {
            return later(this::waiting);
        }
        try {
            Request request = admitted(Waiting.NOT_ALLOWED);
            memory.begin(Waiting.NOT_ALLOWED);
            return api.run(request, memory, Waiting.NOT_ALLOWED);
        } catch (WouldWait e) {
            return later(this::waiting);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Reply waiting() {
        Request request = admitted(Waiting.ALLOWED);
        while (true) {
            memory.begin(Waiting.ALLOWED);
            try {
                return api.run(request, memory, Waiting.ALLOWED).join();
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof AnswerRoom.Full)) {
                    throw e;
                }
            }
            memory.widen();
        }
    }

    /// The request of an allowed caller, checked as far as possible without its table.
    private Request admitted(Waiting waiting) {
        if (asked.isEmpty()) {
            asked = Optional.of(read(waiting));
        }
        Asked known = asked.get();
        Request request = api.check(known.operation, known.input, question.arrival());
        access.check(known.caller, request.demands());
        return request;
    }

    private Asked read(Waiting waiting) {
        Caller caller;
        try {
            caller = access.identify(question, waiting);
        } catch (Failure refusal) {
            throw refused(refusal);
        }
        JsonWeight weight = body.weight(Body.BYTES_MAX);
        memory.reserve(weight.bytes(), waiting);
        Json.Obj input = Api.parse(body.unpacked(weight.length()));
        return new Asked(caller, Api.operation(question.header("X-Amz-Target")), input);
    }

    /// The first fault of the request of a refused caller.
    private Failure refused(Failure refusal) {
        try {
            JsonWeight weight = body.weight(STRANGERS_BYTES_MAX);
            Api.parse(body.unpacked(weight.length()));
            Api.operation(question.header("X-Amz-Target"));
            return refusal;
        } catch (Body.TooLarge e) {
            return refusal;
        } catch (Failure earlier) {
            return earlier;
        }
    }

    /// Continues on a thread that may wait.
    private CompletableFuture<Reply> later(Supplier<Reply> run) {
        CompletableFuture<Reply> later = new CompletableFuture<>();
        environment.start(
                "request",
                () -> {
                    try {
                        later.complete(run.get());
                    } catch (RuntimeException | Error e) {
                        later.completeExceptionally(e);
                    }
                });
        return later;
    }
}
