package cairn.simulation.contention;

import java.util.ArrayList;
import java.util.List;

/// Counts requests by outcome. Used by one thread.
final class Tally {
    private final long fromNanos;
    private final long toNanos;
    private final List<Long> times = new ArrayList<>();
    private int failed;
    private long applied;

    /// Counts requests that are answered in the given part of the run.
    Tally(long fromNanos, long toNanos) {
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
    }

    /// Records an answer.
    ///
    /// @param done whether all its writes were done
    void answered(long beganNanos, long nowNanos, boolean done) {
        if (nowNanos >= fromNanos && nowNanos < toNanos) {
            times.add(nowNanos - beganNanos);
            failed += done ? 0 : 1;
        }
    }

    /// Records an acknowledged write, at any time of the run.
    void applied() {
        applied++;
    }

    /// The acknowledged writes of the whole run.
    long appliedWrites() {
        return applied;
    }

    int requests() {
        return times.size();
    }

    int failures() {
        return failed;
    }

    /// Times from request to answer, in ascending order.
    List<Long> sortedTimes() {
        return times.stream().sorted().toList();
    }
}
