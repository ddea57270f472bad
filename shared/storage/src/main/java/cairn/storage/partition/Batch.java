package cairn.storage.partition;

import cairn.storage.edit.Settlement;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Writes for one commit, in the order of their arrival. One thread commits the batch, while others
/// may settle its overdue writes.
final class Batch {
    private final List<Submission> writes;

    Batch(List<Submission> writes) {
        this.writes = List.copyOf(writes);
    }

    /// The writes that are not settled yet.
    List<Submission> open() {
        return writes.stream().filter(Submission::open).toList();
    }

    boolean settled() {
        return writes.stream().noneMatch(Submission::open);
    }

    /// Whether an unsettled write may be throttled.
    boolean growsLog() {
        return writes.stream().anyMatch(write -> write.open() && write.write().growsLog());
    }

    /// The earliest arrival of an unsettled write. The writes may be in another order, because some
    /// had to wait for their items.
    long oldestNanos(long nowNanos) {
        long most = 0;
        for (Submission write : writes) {
            if (write.open()) {
                most = Math.max(most, nowNanos - write.cameNanos());
            }
        }
        return nowNanos - most;
    }

    /// The latest arrival of an unsettled write.
    long newestNanos(long nowNanos) {
        long least = Long.MAX_VALUE;
        for (Submission write : writes) {
            if (write.open()) {
                least = Math.min(least, nowNanos - write.cameNanos());
            }
        }
        return least == Long.MAX_VALUE ? nowNanos : nowNanos - least;
    }

    /// Ends all overdue writes: as not done, or as unknown if a put that contains them may take
    /// effect.
    void expire(long nowNanos, String why) {
        writes.stream().filter(write -> write.overdue(nowNanos)).forEach(write -> write.end(why));
    }

    /// Marks the judged writes as sent, just before the put.
    ///
    /// @return false if one of them is settled or overdue: judge the rest again
    boolean send(List<Proposal.Judged> judged, long nowNanos) {
        List<Submission> sent = new ArrayList<>(judged.size());
        for (Proposal.Judged one : judged) {
            if (one.write().overdue(nowNanos) || !one.write().send()) {
                sent.forEach(Submission::notSent);
                return false;
            }
            sent.add(one.write());
        }
        return true;
    }

    /// The put was refused, and no earlier one of the batch took effect.
    void notSent() {
        writes.forEach(Submission::notSent);
    }

    /// Settles the judged writes.
    void decided(List<Proposal.Judged> judged) {
        judged.forEach(one -> one.write().settle(new Settlement.Decided(one.sequence())));
    }

    /// Settles the other writes.
    void settle(Settlement settlement) {
        settle(write -> true, settlement);
    }

    /// Settles those unsettled writes that match.
    void settle(Predicate<Submission> meant, Settlement settlement) {
        writes.stream().filter(meant).forEach(write -> write.settle(settlement));
    }

    /// Ends the other writes without success: as not done, or as unknown if a put that contains
    /// them may take effect.
    void end(String why) {
        writes.forEach(write -> write.end(why));
    }
}
