package cairn.storage.partition;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Writes on their way to one commit, in the order in which they came. Used by one thread at a
/// time.
final class Batch {

    /// A write and when it came.
    record Waiting(PartitionWrite write, long cameNanos) {}

    private final List<Waiting> open;
    private Optional<Restructuring> restructuring;

    private Batch(List<Waiting> waiting, Optional<Restructuring> restructuring) {
        this.open = new ArrayList<>(waiting);
        this.restructuring = restructuring;
    }

    static Batch of(List<Waiting> waiting) {
        return new Batch(waiting, Optional.empty());
    }

    /// A batch of one change of the description.
    static Batch of(Restructuring restructuring) {
        return new Batch(List.of(), Optional.of(restructuring));
    }

    /// Absent in a batch of writes.
    Optional<Restructuring> restructuring() {
        return restructuring;
    }

    /// Those not settled yet.
    List<PartitionWrite> writes() {
        return open.stream().map(Waiting::write).toList();
    }

    boolean settled() {
        return open.isEmpty() && restructuring.isEmpty();
    }

    /// When the first of the open writes came.
    long oldestNanos(long ifNone) {
        return open.isEmpty() ? ifNone : open.getFirst().cameNanos;
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
    /// @param sequence the last of the commit
    @SuppressWarnings("ReferenceEquality") // a write is itself, whatever its class calls equal
    void decided(List<Trial.Judged> judged, long sequence) {
        List<Waiting> rest = List.copyOf(open);
        open.clear();
        int next = 0;
        for (Waiting waiting : rest) {
            while (judged.get(next).write() != waiting.write) {
                next++;
            }
            waiting.write.settled(new Settlement.Decided(judged.get(next).sequence()));
        }
        settleRestructuring(new Settlement.Decided(sequence));
    }

    /// Settles the rest.
    void settle(Settlement settlement) {
        List<Waiting> rest = List.copyOf(open);
        open.clear();
        rest.forEach(waiting -> waiting.write.settled(settlement));
        settleRestructuring(settlement);
    }

    private void settleRestructuring(Settlement settlement) {
        Optional<Restructuring> settled = restructuring;
        restructuring = Optional.empty();
        settled.ifPresent(change -> change.settled(settlement));
    }
}
