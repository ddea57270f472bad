package cairn.storage.partition;

import cairn.storage.edit.Edit;
import cairn.storage.edit.HeadChange;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.Settlement;

/// Releases memory of one partition when its process holds too much. Data written by this process
/// moves to segments. That also makes the head small for the store, which may hold it in memory
/// too. Data that was only read is dropped. Thread-safe.
final class Relief {
    /// A tail smaller than this share of its target is not worth a chunk of its own.
    private static final int TAIL_SHARE = 8;

    private final Partition partition;
    private final Engine engine;
    private volatile boolean suspected;
    private volatile boolean pressed;

    Relief(Partition partition) {
        this.partition = partition;
        this.engine = partition.engine();
    }

    /// Whether enough chunks are known to wait for a compaction, or any while the process holds too
    /// much in memory.
    boolean compactionDue(View view) {
        long waiting = view.head().manifest().uncompactedBytes();
        boolean due =
                !view.deleted()
                        && waiting > 0
                        && (pressed || waiting >= engine.tuning().compactAtBytes());
        pressed &= due;
        return due;
    }

    /// Called when a compaction takes what waits now.
    void compactionBegins() {
        pressed = false;
    }

    /// Starts to move written data to segments. Drops read data if it was not used between two
    /// calls.
    ///
    /// @return whether that helps
    boolean relieve() {
        CurrentView current = partition.current();
        boolean written = current.wasWritten() && engine.tuning().worksBesideCommits();
        if (written && !pressed && flush()) {
            return true;
        }
        boolean used = current.usedSince();
        if (used && !suspected) {
            suspected = true;
            return true;
        }
        suspected = false;
        return !partition.idle() || current.forget();
    }

    /// Starts to move the log to segments.
    ///
    /// @return whether the log is long enough
    private boolean flush() {
        View view = partition.current().newestKnown();
        if (view == null || view.deleted()) {
            return false;
        }
        boolean tail = view.head().tail().length() > engine.tuning().tailBytes() / TAIL_SHARE;
        boolean chunks = view.head().manifest().uncompactedBytes() > 0;
        pressed = tail || chunks;
        if (tail) {
            partition.submit(new TailSpill());
        } else if (chunks) {
            partition.compactionIsDue(view.head().manifest());
        }
        return pressed;
    }

    /// Moves the tail to a chunk, so that a compaction can take everything.
    private final class TailSpill implements HeadChange {
        @Override
        public Edit decide(PartitionState state) {
            return Edit.SPILL;
        }

        @Override
        public void settled(Settlement settlement) {
            View view = partition.current().newestKnown();
            if (settlement instanceof Settlement.Decided && view != null) {
                partition.compactionIsDue(view.head().manifest());
            } else {
                pressed = false;
            }
        }
    }
}
