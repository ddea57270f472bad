package cairn.storage.partition;

import cairn.storage.edit.Settlement;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Writes that go to one commit together, in the order in which they came. One thread commits it,
/// while others may settle what is overdue.
final class Batch {
    private final List<Submission> writes;

    Batch(List<Submission> writes) {
        this.writes = List.copyOf(writes);
    }

    /// Those not settled yet.
    List<Submission> open() {
        return writes.stream().filter(Submission::open).toList();
    }

    boolean settled() {
        return writes.stream().noneMatch(Submission::open);
    }

    /// Whether one of those not settled yet may be throttled.
    boolean growsLog() {
        return writes.stream().anyMatch(write -> write.open() && write.write().growsLog());
    }

    /// When the first of those not settled yet came. They need not be in that order: some had to
    /// wait for their items.
    long oldestNanos(long nowNanos) {
        long most = 0;
        for (Submission write : writes) {
            if (write.open()) {
                most = Math.max(most, nowNanos - write.cameNanos());
            }
        }
        return nowNanos - most;
    }

    /// When the last of those not settled yet came.
    long newestNanos(long nowNanos) {
        long least = Long.MAX_VALUE;
        for (Submission write : writes) {
            if (write.open()) {
                least = Math.min(least, nowNanos - write.cameNanos());
            }
        }
        return least == Long.MAX_VALUE ? nowNanos : nowNanos - least;
    }

    /// Ends all that are overdue: as not done, or as unknown where a put that contains them may
    /// take effect.
    void expire(long nowNanos, String why) {
        writes.stream().filter(write -> write.overdue(nowNanos)).forEach(write -> write.end(why));
    }

    /// Marks what was judged as sent, just before it is.
    ///
    /// @return false if some of it is settled already or overdue: judge the rest anew
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

    /// Settles what was judged.
    void decided(List<Proposal.Judged> judged) {
        judged.forEach(one -> one.write().settle(new Settlement.Decided(one.sequence())));
    }

    /// Settles the rest.
    void settle(Settlement settlement) {
        settle(write -> true, settlement);
    }

    /// Settles those of the rest that are meant.
    void settle(Predicate<Submission> meant, Settlement settlement) {
        writes.stream().filter(meant).forEach(write -> write.settle(settlement));
    }

    /// Ends the rest without success: as not done, or as unknown where a put that contains them may
    /// take effect.
    void end(String why) {
        writes.forEach(write -> write.end(why));
    }
}
