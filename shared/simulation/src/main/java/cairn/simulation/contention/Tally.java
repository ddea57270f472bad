package cairn.simulation.contention;

import java.util.ArrayList;
import java.util.List;

/// Counts how requests ended. Used by one thread.
final class Tally {
    private final long fromNanos;
    private final long toNanos;
    private final List<Long> times = new ArrayList<>();
    private int failed;
    private long applied;

    /// Counts requests that are answered in a part of the run.
    Tally(long fromNanos, long toNanos) {
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
    }

    /// Takes note of an answer.
    ///
    /// @param done whether all its writes were
    void answered(long beganNanos, long nowNanos, boolean done) {
        if (nowNanos >= fromNanos && nowNanos < toNanos) {
            times.add(nowNanos - beganNanos);
            failed += done ? 0 : 1;
        }
    }

    /// Takes note of a write that was answered as done, whenever that was.
    void applied() {
        applied++;
    }

    /// Writes answered as done in the whole run.
    long appliedWrites() {
        return applied;
    }

    int requests() {
        return times.size();
    }

    int failures() {
        return failed;
    }

    /// Times from request to answer, in rising order.
    List<Long> sortedTimes() {
        return times.stream().sorted().toList();
    }
}
