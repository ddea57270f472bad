package cairn.operations.http;

import cairn.operations.request.AnswerRoom;
import cairn.operations.wire.Failure;
import cairn.storage.environment.Environment;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// The memory of one request: its parsed body, the data collected for its answer, and the answer
/// until it is sent. Thread-safe.
///
/// Collected data is counted as it grows, without waiting. If no memory is free, all of it is
/// dropped and the request runs again once it has much more ([#widen]).
public final class RequestMemory implements AnswerRoom {
    /// Bytes that every request may collect without being counted.
    private static final long FREE_BYTES = 64 << 10;

    /// More than an event loop can handle in a moment.
    private static final long EVENT_LOOP_BYTES = 256 << 10;

    private static final long STEP_BYTES = 256 << 10;
    private static final int WIDER = 4;
    private static final long WIDER_BYTES_MIN = 4 << 20;

    private final Budgets budgets;
    private final Environment environment;
    private Optional<ByteBudget.Share> parsed = Optional.empty();
    private Optional<ByteBudget.Share> collected = Optional.empty();
    private long reserved = FREE_BYTES;
    private long taken;
    private Waiting waiting = Waiting.ALLOWED;

    /// Bounds for the memory of all requests of a process.
    ///
    /// @param parsed parsed bodies; reserved before anything of `answers`
    /// @param answers data collected for answers, and answers until they are sent
    /// @param patience how long a request waits for its share before it is refused
    public record Budgets(ByteBudget parsed, ByteBudget answers, Duration patience) {
        /// Without limits, for use where something else bounds requests.
        public static Budgets unlimited() {
            return new Budgets(ByteBudget.unlimited(), ByteBudget.unlimited(), Duration.ZERO);
        }
    }

    RequestMemory(Budgets budgets, Environment environment) {
        this.budgets = budgets;
        this.environment = environment;
    }

    /// Reserves the memory of a parsed body.
    ///
    /// @throws Body.TooLarge it exceeds the whole budget
    /// @throws Failure no memory was free in time
    /// @throws WouldWait no memory is free now, and waiting is not allowed
    synchronized void reserve(long bytes, Waiting mayWait) {
        if (bytes > budgets.parsed.bytesMax()) {
            throw new Body.TooLarge();
        }
        if (mayWait == Waiting.ALLOWED) {
            parsed = Optional.of(granted(budgets.parsed, bytes));
        } else {
            parsed = Optional.of(budgets.parsed.ifFree(bytes).orElseThrow(WouldWait::new));
        }
    }

    /// Starts collecting from the beginning.
    synchronized void begin(Waiting mayWait) {
        taken = 0;
        waiting = mayWait;
    }

    @Override
    public synchronized void take(long more) {
        taken += more;
        if (waiting == Waiting.NOT_ALLOWED && taken > EVENT_LOOP_BYTES) {
            throw new WouldWait();
        }
        if (taken <= reserved) {
            return;
        }
        long step = Math.max(STEP_BYTES, taken - reserved);
        if (collected.isEmpty()) {
            collected = budgets.answers.ifFree(step);
            if (collected.isEmpty()) {
                throw new Full();
            }
        } else if (!collected.get().grow(step)) {
            throw new Full();
        }
        reserved += step;
    }

    /// Drops the collected data and waits until more memory is free.
    ///
    /// @throws Failure none was free in time, or the budget can never be enough
    synchronized void widen() {
        collected.ifPresent(ByteBudget.Share::close);
        collected = Optional.empty();
        long wider = Math.max(WIDER_BYTES_MIN, WIDER * taken);
        long wanted = Math.min(budgets.answers.bytesMax(), wider);
        if (wanted < taken) {
            throw Failure.of(Failure.Type.THROTTLING, HttpMessage.ANSWER_TOO_LARGE);
        }
        collected = Optional.of(granted(budgets.answers, wanted));
        reserved = FREE_BYTES + wanted;
    }

    private ByteBudget.Share granted(ByteBudget budget, long bytes) {
        Optional<ByteBudget.Share> free = budget.ifFree(bytes);
        if (free.isPresent()) {
            return free.get();
        }
        CompletableFuture<ByteBudget.Share> granted = budget.reserve(bytes);
        environment.start(
                "patience",
                () -> {
                    environment.sleep(budgets.patience);
                    granted.completeExceptionally(throttled());
                });
        try {
            return granted.join();
        } catch (CompletionException e) {
            throw throttled();
        }
    }

    /// The refusal if no memory was free in time: clients try again later.
    static Failure throttled() {
        return Failure.of(Failure.Type.THROTTLING, HttpMessage.NO_MEMORY);
    }

    /// Keeps only the memory of the finished answer.
    ///
    /// @return releases it
    synchronized Runnable settle(long answerBytes) {
        parsed.ifPresent(ByteBudget.Share::close);
        if (collected.isEmpty()) {
            return () -> {};
        }
        ByteBudget.Share share = collected.get();
        share.settle(answerBytes);
        return share::close;
    }
}
