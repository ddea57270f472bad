package cairn.operations;

import cairn.item.Refused;
import cairn.item.Wording;
import cairn.item.json.Json;
import cairn.operations.request.Action;
import cairn.operations.request.AnswerRoom;
import cairn.operations.request.Arrival;
import cairn.operations.request.Operation;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Reply;
import cairn.operations.wire.Shape;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// The API over one store. Thread-safe.
public final class Api {
    private static final Map<String, Operation> OPERATIONS = Targets.operations();

    private final Map<String, Shape> shapes;
    private final TableAccess tables;
    private final Function<Throwable, String> unexpected;

    /// @param unexpected told of every failure that no client caused; answers the id under which it
    ///   was logged
    public Api(TableAccess tables, Function<Throwable, String> unexpected) {
        this.tables = tables;
        this.unexpected = unexpected;
        Map<String, Shape> all = new HashMap<>();
        OPERATIONS.forEach((name, operation) -> all.put(name, operation.shape()));
        this.shapes = Map.copyOf(all);
    }

    /// The operation that a target header names, without the service's name.
    ///
    /// @throws Failure there is none such
    public static String operation(Optional<String> target) {
        return Targets.operation(target);
    }

    /// A request's body as JSON.
    ///
    /// @throws Failure it is none
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
    public Action check(String operation, Json.Obj body) {
        return check(operation, body, Arrival.UNKNOWN);
    }

    /// The same of a request of which it is known how it came.
    public Action check(String operation, Json.Obj body, Arrival arrival) {
        Operation known = OPERATIONS.get(operation);
        Shape shape = shapes.get(operation);
        if (known == null || shape == null) {
            throw Failure.notBuilt(operation);
        }
        shape.check(body);
        try {
            return known.check(new Input(body), arrival);
        } catch (Refused e) {
            throw Failure.validation(e.text(Wording.ESTABLISHED));
        }
    }

    /// Runs a checked request. The future completes with an answer, or with AnswerRoom.Full.
    ///
    /// @throws WouldWait it must not wait but needs the store; nothing was done
    public CompletableFuture<Reply> run(Action action, AnswerRoom room, Waiting waiting) {
        try {
            return action.run(tables.with(room), waiting).exceptionally(this::replyUnlessFull);
        } catch (WouldWait e) {
            throw e;
        } catch (AnswerRoom.Full e) {
            return CompletableFuture.failedFuture(e);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(reply(e));
        }
    }

    private Reply replyUnlessFull(Throwable failure) {
        Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
        if (cause instanceof AnswerRoom.Full full) {
            throw full;
        }
        return reply(failure);
    }

    /// The answer to a request that failed.
    public Reply reply(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException e && e.getCause() != null
                        ? e.getCause()
                        : failure;
        return switch (cause) {
            case Failure answer -> answer.reply();
            case Refused refused -> Failure.validation(refused.text(Wording.ESTABLISHED)).reply();
            default -> Failure.internal(unexpected.apply(cause)).reply();
        };
    }
}
