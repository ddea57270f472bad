package cairn.storage.partition;

import cairn.storage.budget.Budget;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.edit.Settlement;

import java.util.concurrent.atomic.AtomicReference;

/// A write that a partition was asked to do, from its coming until it is settled, which happens
/// once. Thread-safe: the thread that commits it and the one that watches deadlines may meet here.
final class Submission {
    private enum State {
        /// No put that contains it was sent, or every one that was is known to be refused.
        WAITING,
        /// A put that contains it was handed to the store and may take effect.
        SENT,
        SETTLED
    }

    private final PartitionWrite write;
    private final Budget budget;
    private final long bytes;
    private final long cameNanos;
    private final long dueNanos;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /// A write that comes now.
    ///
    /// @param bytes counted already; given back when the write is settled
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

    /// The put was refused, and no other that contains it is under way.
    void notSent() {
        state.compareAndSet(State.SENT, State.WAITING);
    }

    /// Settles it, unless it is.
    void settle(Settlement settlement) {
        if (state.getAndSet(State.SETTLED) != State.SETTLED) {
            answer(settlement);
        }
    }

    /// Ends it without success, unless it is settled: as not done if no put that contains it may
    /// take effect, else as unknown.
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
