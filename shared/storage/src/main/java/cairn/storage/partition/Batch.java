package cairn.storage.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What goes to one commit together: writes in the order in which they came, or one change of the
/// manifest. One thread commits it, while others may settle what is overdue.
final class Batch {
    private final List<Submission<PartitionWrite>> writes;
    private final Optional<Submission<Restructuring>> restructuring;

    private Batch(
            List<Submission<PartitionWrite>> writes,
            Optional<Submission<Restructuring>> restructuring) {
        this.writes = List.copyOf(writes);
        this.restructuring = restructuring;
    }

    static Batch of(List<Submission<PartitionWrite>> writes) {
        return new Batch(writes, Optional.empty());
    }

    /// A batch of one change of the manifest.
    static Batch of(Submission<Restructuring> restructuring) {
        return new Batch(List.of(), Optional.of(restructuring));
    }

    /// Absent in a batch of writes.
    Optional<Restructuring> restructuring() {
        return restructuring.map(Submission::asked);
    }

    /// Those not settled yet.
    List<Submission<PartitionWrite>> writes() {
        return writes.stream().filter(Submission::open).toList();
    }

    private List<Submission<?>> open() {
        List<Submission<?>> open = new ArrayList<>(writes());
        restructuring.filter(Submission::open).ifPresent(open::add);
        return open;
    }

    boolean settled() {
        return writes.stream().noneMatch(Submission::open)
                && restructuring.filter(Submission::open).isEmpty();
    }

    /// When the first of those not settled yet came. They need not stand in that order: some had to
    /// wait for their items.
    long oldestNanos(long nowNanos) {
        long most = 0;
        for (Submission<?> submission : open()) {
            most = Math.max(most, nowNanos - submission.cameNanos());
        }
        return nowNanos - most;
    }

    /// When the last of those not settled yet came.
    long newestNanos(long nowNanos) {
        long least = Long.MAX_VALUE;
        for (Submission<?> submission : open()) {
            least = Math.min(least, nowNanos - submission.cameNanos());
        }
        return least == Long.MAX_VALUE ? nowNanos : nowNanos - least;
    }

    /// Ends all that are overdue: as not done, or as unknown where a put that contains them may
    /// take effect.
    void expire(long nowNanos, String why) {
        writes.stream().filter(write -> write.overdue(nowNanos)).forEach(write -> write.end(why));
        restructuring
                .filter(change -> change.overdue(nowNanos))
                .ifPresent(change -> change.end(why));
    }

    /// Marks what was judged as sent, just before it is.
    ///
    /// @return false if some of it is settled already or overdue: judge the rest anew
    boolean send(Proposal proposal, long nowNanos) {
        List<Submission<?>> sent = new ArrayList<>();
        proposal.judged().forEach(judged -> sent.add(judged.write()));
        restructuring.ifPresent(sent::add);
        for (Submission<?> submission : sent) {
            if (submission.overdue(nowNanos) || !submission.send()) {
                notSent();
                return false;
            }
        }
        return true;
    }

    /// The put was refused, and no earlier one of the batch took effect.
    void notSent() {
        writes.forEach(Submission::notSent);
        restructuring.ifPresent(Submission::notSent);
    }

    /// Settles the rest, each as it was judged.
    ///
    /// @param sequence the last of the commit
    void decided(List<Proposal.Judged> judged, long sequence) {
        judged.forEach(one -> one.write().settle(new Settlement.Decided(one.sequence())));
        restructuring.ifPresent(change -> change.settle(new Settlement.Decided(sequence)));
    }

    /// Settles the rest.
    void settle(Settlement settlement) {
        writes.forEach(write -> write.settle(settlement));
        restructuring.ifPresent(change -> change.settle(settlement));
    }

    /// Ends the rest without success: as not done, or as unknown where a put that contains them may
    /// take effect.
    void end(String why) {
        writes.forEach(write -> write.end(why));
        restructuring.ifPresent(change -> change.end(why));
    }
}
