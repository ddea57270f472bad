package cairn.operations;

import cairn.item.Dialect;
import cairn.item.Refused;
import cairn.item.Wording;
import cairn.item.json.Json;
import cairn.operations.registry.Targets;
import cairn.operations.request.AnswerRoom;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demand;
import cairn.operations.request.Operation;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Reply;
import cairn.operations.wire.TypeCheck;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;
import cairn.storage.event.Event;
import cairn.storage.event.Events;
import cairn.storage.port.UnreadableObject;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// The API of one store. Thread-safe.
public final class Api {
    private final TableAccess tables;
    private final Dialect dialect;
    private final Function<Throwable, String> unexpected;

    /// An API that answers in the established dialect.
    ///
    /// @param unexpected called with every failure that no client caused; returns the id under
    ///   which it was logged
    public Api(TableAccess tables, Function<Throwable, String> unexpected) {
        this(tables, Dialect.ESTABLISHED, unexpected);
    }

    /// @param unexpected called with every failure that no client caused; returns the id under
    ///   which it was logged
    public Api(TableAccess tables, Dialect dialect, Function<Throwable, String> unexpected) {
        this.tables = tables;
        this.dialect = dialect;
        this.unexpected = unexpected;
    }

    /// The operation that a target header names, without the service's name.
    ///
    /// @throws Failure the operation is unknown
    public static String operation(Optional<String> target) {
        return Targets.operation(target);
    }

    /// A request's body as JSON.
    ///
    /// @throws Failure the body is not a JSON object
    public static Json.Obj parse(byte[] body) {
        try {
            if (Json.parse(body) instanceof Json.Obj object) {
                return object;
            }
        } catch (Json.Malformed e) {
            throw Failure.of(Failure.Type.SERIALIZATION);
        }
        throw Failure.of(Failure.Type.SERIALIZATION);
    }

    /// Checks a request as far as it can be without the store.
    ///
    /// @throws Failure it is refused
    public Request check(String operation, Json.Obj body) {
        return check(operation, body, Arrival.UNKNOWN);
    }

    /// As above, for a request whose [Arrival] is known.
    public Request check(String operation, Json.Obj body, Arrival arrival) {
        Operation known = Targets.built(operation);
        Declaration declaration = known.declaration();
        TypeCheck.check(declaration.members().shape(), body);
        Wording wording = declaration.newest().in(dialect);
        Input input = new Input(body);
        TableAccess.Configuration here = tables.configuration();
        try {
            List<Demand> demands = declaration.check(input, here.region(), here.account());
            return new Request(declaration, demands, known.read(input, arrival), wording);
        } catch (Refused e) {
            throw Failure.of(e).in(wording);
        } catch (Failure e) {
            throw e.in(wording);
        }
    }

    /// Runs a checked request. The future completes with an answer, or with AnswerRoom.Full.
    ///
    /// @throws WouldWait it needs the store and waiting is not allowed; nothing was done
    public CompletableFuture<Reply> run(Request request, AnswerRoom room, Waiting waiting) {
        if (request.operation().waits() && waiting == Waiting.NOT_ALLOWED) {
            throw new WouldWait();
        }
        Wording wording = request.wording();
        try {
            return request.action()
                    .run(tables.with(room), waiting)
                    .exceptionally(failure -> replyUnlessFull(failure, wording));
        } catch (WouldWait e) {
            throw e;
        } catch (AnswerRoom.Full e) {
            return CompletableFuture.failedFuture(e);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(reply(e, wording));
        }
    }

    private Reply replyUnlessFull(Throwable failure, Wording wording) {
        Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
        if (cause instanceof AnswerRoom.Full full) {
            throw full;
        }
        return reply(failure, wording);
    }

    /// The answer to a request that failed before it ran.
    public Reply reply(Throwable failure) {
        return failure(failure).reply();
    }

    private Reply reply(Throwable failure, Wording wording) {
        return failure(failure).in(wording).reply();
    }

    private Failure failure(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException e && e.getCause() != null
                        ? e.getCause()
                        : failure;
        return switch (cause) {
            case Failure answer -> answer;
            case Refused refused -> Failure.of(refused);
            case UnreadableObject unreadable -> {
                events().happened(Event.Damaged.by(unreadable));
                yield Failure.internal(unexpected.apply(unreadable));
            }
            default -> Failure.internal(unexpected.apply(cause));
        };
    }

    /// The events of this process.
    public Events events() {
        return tables.tables().events();
    }
}
