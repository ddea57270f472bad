package cairn.operations.request;

import cairn.operations.wire.Failure;
import cairn.storage.environment.Environment;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;

import java.util.function.BooleanSupplier;

/// The work of one run of a request, counted before it is done in steps of about ten nanoseconds.
/// Used by one thread.
///
/// Where a run must not wait it must not take long either: it ends with [WouldWait] when it has
/// taken about a millisecond, and is done again on its own thread. There it looks now and then
/// whether anybody still waits for it, and lets others have the processor.
public final class Effort {
    /// About a millisecond.
    static final long ROUND_STEPS = 100_000;

    private final Environment environment;
    private final Waiting waiting;
    private final BooleanSupplier gone;
    private long left = ROUND_STEPS;

    public Effort(Environment environment, Waiting waiting, Arrival arrival) {
        this.environment = environment;
        this.waiting = waiting;
        this.gone = arrival.gone();
    }

    /// The work of judging a write, whose answer always has a reader.
    public static Effort ofWrite(Environment environment) {
        return new Effort(environment, Waiting.ALLOWED, Arrival.UNKNOWN);
    }

    /// Counts work before it is done.
    ///
    /// @throws WouldWait it is too much where waiting is not allowed; nothing was done
    /// @throws Failure the client has gone
    public void spend(long steps) {
        left -= steps;
        if (left > 0) {
            return;
        }
        if (waiting == Waiting.NOT_ALLOWED) {
            throw new WouldWait();
        }
        if (gone.getAsBoolean()) {
            throw Failure.abandoned();
        }
        environment.giveWay();
        left = ROUND_STEPS;
    }
}
