package cairn.operations.http;

import cairn.operations.Api;
import cairn.operations.access.Access;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.storage.environment.Environment;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;
import cairn.storage.event.Event;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// DynamoDB's HTTP: turns a received request into an answer. Owns every status and body that leaves
/// the process. Thread-safe.
///
/// The calling thread answers small requests that need no store, and never waits; the rest
/// continues on its own thread.
public final class Exchange {
    private static final String UNKNOWN = "<UnknownOperationException/>\n";

    private final Api api;
    private final Access access;
    private final Environment environment;
    private final Surroundings surroundings;
    private final Answers answers;

    /// The surroundings of an exchange: its process and limits.
    ///
    /// @param region for the health check's answer
    /// @param chance bits for request ids: unlikely to repeat, not secret
    /// @param web the web pages that are served
    /// @param memory the limits for all requests together
    public record Surroundings(
            String region, LongSupplier chance, WebPolicy web, RequestMemory.Budgets memory) {}

    /// An exchange that checks signatures and gets one request at a time, as in a function.
    ///
    /// @param access decides what callers may do
    /// @param region what the health check says of itself
    /// @param chance bits for the ids of requests: unlikely to come twice, no secret
    public Exchange(
            Api api, Access access, Environment environment, String region, LongSupplier chance) {
        this(
                api,
                access,
                environment,
                new Surroundings(
                        region, chance, WebPolicy.anyone(), RequestMemory.Budgets.unlimited()));
    }

    /// @param access decides what callers may do
    public Exchange(Api api, Access access, Environment environment, Surroundings surroundings) {
        this.api = api;
        this.access = access;
        this.environment = environment;
        this.surroundings = surroundings;
        this.answers = new Answers(surroundings.chance);
    }

    /// How to treat the body of a request whose head has arrived.
    ///
    /// @param bytesMax the longest body to read
    /// @param answer the answer to a longer one
    /// @param decided whether that is the answer whatever the body
    public record Admission(int bytesMax, Supplier<HttpAnswer> answer, boolean decided) {}

    /// Judges a request by its head alone, so that a caller without a key can't make us hold more
    /// than a little.
    ///
    /// @param head without the body
    /// @param length of the body, or its upper bound
    public Admission admit(HttpQuestion head, long length) {
        Optional<HttpAnswer> plain = plain(head);
        if (plain.isPresent()) {
            HttpAnswer known = shown(head, plain.get());
            return new Admission(Handling.STRANGERS_BYTES_MAX, () -> known, true);
        }
        if (length > Handling.STRANGERS_BYTES_MAX) {
            try {
                access.judge(head, Waiting.NOT_ALLOWED);
            } catch (Failure refusal) {
                HttpAnswer known = shown(head, answers.of(refusal.reply()));
                return new Admission(Handling.STRANGERS_BYTES_MAX, () -> known, false);
            } catch (WouldWait e) {
                // An unknown key is checked again with the body.
            }
        }
        return new Admission(Body.BYTES_MAX, () -> shown(head, answers.tooLarge()), false);
    }

    /// Answers a request. The future always completes with an answer.
    public CompletableFuture<HttpAnswer> answer(HttpQuestion question) {
        Optional<HttpAnswer> plain = plain(question);
        if (plain.isPresent()) {
            return CompletableFuture.completedFuture(shown(question, plain.get()));
        }
        return handle(question);
    }

    /// Answers a request whose head was admitted and is not decided. The future always completes
    /// with an answer.
    public CompletableFuture<HttpAnswer> handle(HttpQuestion question) {
        long began = environment.monotonicNanos();
        RequestMemory memory = new RequestMemory(surroundings.memory, environment);
        Handling handling = new Handling(question, api, access, environment, memory);
        return handling.reply()
                .handle(
                        (reply, failure) -> {
                            HttpAnswer answer = finished(question, reply, failure, memory);
                            count(handling.operation(), answer.status(), began);
                            return answer;
                        });
    }

    private void count(String operation, int status, long began) {
        long nanos = environment.monotonicNanos() - began;
        api.events().happened(new Event.Answered(operation, status, nanos));
    }

    private HttpAnswer finished(
            HttpQuestion question, Reply reply, Throwable failure, RequestMemory memory) {
        HttpAnswer answer = failure == null ? wrap(question, reply) : failed(failure);
        Runnable sent = memory.settle(answer.body().length);
        return shown(
                question, new HttpAnswer(answer.status(), answer.headers(), answer.body(), sent));
    }

    private HttpAnswer wrap(HttpQuestion question, Reply reply) {
        return Answers.takesZip(question) ? answers.packed(reply) : answers.of(reply);
    }

    private HttpAnswer failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException e && e.getCause() != null
                        ? e.getCause()
                        : failure;
        return cause instanceof Body.TooLarge ? answers.tooLarge() : answers.of(api.reply(cause));
    }

    /// The answer with CORS headers, if a web page asks.
    private static HttpAnswer shown(HttpQuestion question, HttpAnswer answer) {
        if (WebPolicy.hasOrigin(question) && answer.status() != Answers.FORBIDDEN) {
            WebPolicy.allow(question, answer.headers());
        }
        return answer;
    }

    /// Answers requests that are not for the API.
    private Optional<HttpAnswer> plain(HttpQuestion question) {
        Optional<Failure> refusal = surroundings.web.refusal(question);
        if (refusal.isPresent()) {
            return Optional.of(answers.forbidden(refusal.get()));
        }
        if (question.method().equals("GET") && question.path().equals("/")) {
            return Optional.of(
                    answers.text(
                            200,
                            "text/plain",
                            "healthy: dynamodb.%s.amazonaws.com ".formatted(surroundings.region)));
        }
        if (WebPolicy.isPreflight(question)) {
            return Optional.of(answers.preflight());
        }
        String type = question.header("Content-Type").orElse("");
        boolean ours =
                type.startsWith("application/x-amz-json-1.0")
                        || type.startsWith("application/json");
        if (!question.method().equals("POST") || !ours) {
            return Optional.of(unknown());
        }
        return Optional.empty();
    }

    private HttpAnswer unknown() {
        return answers.text(404, "text/xml", UNKNOWN);
    }

    /// Whether requests wait for memory that unsent answers hold.
    public boolean answersArePressed() {
        return surroundings.memory.answers().isPressed();
    }

    /// The answer to a request for which no memory was free in time.
    public HttpAnswer throttled(HttpQuestion head) {
        return shown(head, answers.of(RequestMemory.throttled().reply()));
    }

    /// The answer if request line and headers exceed DynamoDB's limit of 16 KB.
    public HttpAnswer headTooLarge() {
        return answers.of(
                Failure.of(Failure.Type.SERIALIZATION, HttpMessage.HEAD_TOO_LARGE).reply());
    }

    /// The answer to a request that the HTTP layer rejects with a status: too large, unknown (not
    /// for us), or else not parsable.
    ///
    /// @param cause for the log
    public HttpAnswer refused(int status, Optional<Throwable> cause) {
        return switch (status) {
            case 413 -> answers.tooLarge();
            case 404, 405, 406, 415 -> unknown();
            case 500, 503 ->
                    answers.of(
                            api.reply(
                                    cause.orElseGet(
                                            () -> new IllegalStateException("HTTP failed"))));
            default -> answers.of(Failure.of(Failure.Type.SERIALIZATION).reply());
        };
    }
}
