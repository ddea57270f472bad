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

/// The memory of one request: for its parsed body, for what it collects, and for its answer until
/// that is sent. Thread-safe.
///
/// What is collected is counted as it grows and never waits while it is held. Where it finds no
/// room, everything collected is dropped and the request runs again once it got much more
/// ([#widen]).
public final class RequestMemory implements AnswerRoom {
    /// Bytes that every request may collect without being counted.
    private static final long FREE_BYTES = 64 << 10;

    /// More than takes the event loop a moment.
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
    /// @param parsed bodies once they are parsed; got before anything of `answers` is
    /// @param answers what is collected for answers, and answers until they are sent
    /// @param patience how long a request waits for its part before it is refused
    public record Budgets(ByteBudget parsed, ByteBudget answers, Duration patience) {
        /// Memory without end, where something else bounds requests.
        public static Budgets unlimited() {
            return new Budgets(ByteBudget.unlimited(), ByteBudget.unlimited(), Duration.ZERO);
        }
    }

    RequestMemory(Budgets budgets, Environment environment) {
        this.budgets = budgets;
        this.environment = environment;
    }

    /// Reserves what a body takes as parsed.
    ///
    /// @throws Body.TooLarge it can never be held
    /// @throws Failure there was no room in time
    /// @throws WouldWait there is no room now, and waiting is not allowed
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

    /// Begins to collect anew.
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

    /// Drops what was collected and waits until there is room for more.
    ///
    /// @throws Failure there was none in time, or there can never be
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

    /// The refusal of a request for which there is no memory in time: clients try again later.
    static Failure throttled() {
        return Failure.of(Failure.Type.THROTTLING, HttpMessage.NO_MEMORY);
    }

    /// Keeps what the finished answer takes, and nothing else.
    ///
    /// @return gives that back
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
