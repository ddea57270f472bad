package cairn.storage.partition;

import cairn.storage.budget.Budget;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.edit.Settlement;

import java.util.concurrent.atomic.AtomicReference;

/// A write to a partition, from its arrival until it is settled, which happens once. Thread-safe:
/// the thread that commits it and the one that watches deadlines may use it concurrently.
final class Submission {
    private enum State {
        /// No put that contains it was sent, or every such put is known to be refused.
        WAITING,
        /// A put that contains it was passed to the store and may take effect.
        SENT,
        SETTLED
    }

    private final PartitionWrite write;
    private final Budget budget;
    private final long bytes;
    private final long cameNanos;
    private final long dueNanos;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /// A write that arrives now.
    ///
    /// @param bytes already counted; released when the write is settled
    Submission(PartitionWrite write, long bytes, Engine engine) {
        this.write = write;
        this.budget = engine.budget();
        this.bytes = bytes;
        this.cameNanos = engine.environment().monotonicNanos();
        this.dueNanos =
                cameNanos
                        + engine.tuning().writeDeadline().multipliedBy(write.patience()).toNanos();
    }

    PartitionWrite write() {
        return write;
    }

    long cameNanos() {
        return cameNanos;
    }

    boolean open() {
        return state.get() != State.SETTLED;
    }

    boolean overdue(long nowNanos) {
        return nowNanos - dueNanos >= 0;
    }

    /// A put that contains it is about to be sent.
    ///
    /// @return false if it is settled already: the put must not be sent
    boolean send() {
        return state.compareAndSet(State.WAITING, State.SENT) || open();
    }

    /// The put was refused, and no other put that contains it is in flight.
    void notSent() {
        state.compareAndSet(State.SENT, State.WAITING);
    }

    /// Settles it, unless it is settled already.
    void settle(Settlement settlement) {
        if (state.getAndSet(State.SETTLED) != State.SETTLED) {
            answer(settlement);
        }
    }

    /// Ends it without success, unless it is settled. It ends as not done if no put that contains
    /// it may take effect, otherwise as unknown.
    void end(String why) {
        if (state.compareAndSet(State.WAITING, State.SETTLED)) {
            answer(new Settlement.Failed(why));
        } else if (state.compareAndSet(State.SENT, State.SETTLED)) {
            answer(new Settlement.Unknown(why));
        }
    }

    private void answer(Settlement settlement) {
        budget.change(Budget.Use.WRITES, -bytes);
        write.settled(settlement);
    }
}
