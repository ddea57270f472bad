package cairn.storage.partition;

import cairn.storage.edit.Edit;
import cairn.storage.edit.HeadChange;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.Settlement;

/// How one partition remembers less when its process remembers too much. What was written here is
/// moved to segments: the head is small then for the store as well, which may hold it in memory
/// too. What was only read is forgotten. Thread-safe.
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

    /// Whether enough chunks wait for a compaction, as far as is known, or any while the process
    /// remembers too much.
    boolean compactionDue(View view) {
        long waiting = view.head().manifest().uncompactedBytes();
        boolean due =
                !view.deleted()
                        && waiting > 0
                        && (pressed || waiting >= engine.tuning().compactAtBytes());
        pressed &= due;
        return due;
    }

    /// A compaction takes what waits now.
    void compactionBegins() {
        pressed = false;
    }

    /// Begins to move what was written to segments. Forgets what was read, if it was not used
    /// between two calls.
    ///
    /// @return whether that is of use
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

    /// Begins to move the log to segments.
    ///
    /// @return whether there is enough of it
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

    /// Moves the tail to a chunk, so that a compaction can take all there is.
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
