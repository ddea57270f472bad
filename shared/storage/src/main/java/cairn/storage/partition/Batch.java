package cairn.storage.partition;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Writes on their way to one commit, in the order in which they came. Used by one thread at a
/// time.
final class Batch {

    /// A write and when it came.
    record Waiting(PartitionWrite write, long cameNanos) {}

    private final List<Waiting> open;

    Batch(List<Waiting> waiting) {
        this.open = new ArrayList<>(waiting);
    }

    /// Those not settled yet.
    List<PartitionWrite> writes() {
        return open.stream().map(Waiting::write).toList();
    }

    boolean settled() {
        return open.isEmpty();
    }

    /// When the first of the open writes came.
    long oldestNanos() {
        return open.getFirst().cameNanos;
    }

    /// When the last of the open writes came.
    long newestNanos() {
        return open.getLast().cameNanos;
    }

    /// Settles all that came before `nanos`.
    void expire(long nanos, Settlement settlement) {
        for (Iterator<Waiting> all = open.iterator(); all.hasNext(); ) {
            Waiting waiting = all.next();
            if (waiting.cameNanos - nanos < 0) {
                all.remove();
                waiting.write.settled(settlement);
            }
        }
    }

    /// Settles the rest, each as it was judged.
    ///
    /// @param judged the writes that were open when they were judged, or more
    @SuppressWarnings("ReferenceEquality") // a write is itself, whatever its class calls equal
    void decided(List<Trial.Judged> judged) {
        List<Waiting> rest = List.copyOf(open);
        open.clear();
        int next = 0;
        for (Waiting waiting : rest) {
            while (judged.get(next).write() != waiting.write) {
                next++;
            }
            waiting.write.settled(new Settlement.Decided(judged.get(next).sequence()));
        }
    }

    /// Settles the rest.
    void settle(Settlement settlement) {
        List<Waiting> rest = List.copyOf(open);
        open.clear();
        rest.forEach(waiting -> waiting.write.settled(settlement));
    }
}
