package cairn.storage.partition;

import cairn.storage.format.Level;
import cairn.storage.format.LogRef;
import cairn.storage.log.Chunk;
import cairn.storage.log.Head;
import cairn.storage.log.LifeState;
import cairn.storage.log.LogSection;
import cairn.storage.log.Manifest;
import cairn.storage.port.Precondition;

import java.util.List;

/// A partition after one commit. Immutable.
///
/// @param head the head object's contents
/// @param ifCurrent the precondition that holds for the head object while this view is current
/// @param recent records of the log after `recentFrom`, the newest of each key of each run
/// @param recentFrom sequence number; at or below the tail's start
record View(Head head, Precondition ifCurrent, RecentRecords recent, long recentFrom) {

    /// A view made from a head alone: it has the tail's records, not the chunks'.
    static View of(Head head, Precondition ifCurrent) {
        LogSection tail = head.tail();
        RecentRecords recent = RecentRecords.EMPTY.plusCommits(tail.commitsAfter(0));
        return new View(head, ifCurrent, recent, tail.before().sequence());
    }

    /// A view of a newer head that keeps this view's records, if the new tail continues it.
    View followedBy(Head newer, Precondition ifCurrent) {
        if (newer.tail().before().sequence() > sequence()) {
            return of(newer, ifCurrent);
        }
        RecentRecords all = recent.plusCommits(newer.tail().commitsAfter(sequence()));
        return of(newer, ifCurrent, all, recentFrom);
    }

    /// A view of `head` without the records that a compaction moved to segments.
    static View of(Head head, Precondition ifCurrent, RecentRecords recent, long recentFrom) {
        long compacted = head.manifest().compactedThrough();
        return compacted <= recentFrom
                ? new View(head, ifCurrent, recent, recentFrom)
                : new View(head, ifCurrent, recent.after(compacted), compacted);
    }

    /// This view with the records of its chunks.
    ///
    /// @param chunks those not yet loaded, oldest first, up to `recentFrom`
    View withChunks(List<Chunk> chunks) {
        RecentRecords all = RecentRecords.EMPTY;
        for (Chunk chunk : chunks) {
            all = all.plusCommits(chunk.log().commitsAfter(0));
        }
        long from = head.manifest().compactedThrough();
        return new View(head, ifCurrent, all.hiddenBy(recent), from);
    }

    /// Chunks whose records are not in this view, oldest first.
    List<LogRef> chunksUnknown() {
        return head.manifest().uncompacted().stream()
                .filter(chunk -> chunk.last() <= recentFrom)
                .toList();
    }

    /// Whether `recent` holds all records that are in no segment.
    boolean complete() {
        return recentFrom <= head.manifest().compactedThrough();
    }

    /// The approximate size in memory.
    long memoryBytes() {
        return head.tail().length() + recent.memoryBytes();
    }

    /// What is kept of a deleted partition: the fact itself, and the end of its log.
    View ofDeleted() {
        LogSection.Position end = head.tail().after();
        Manifest nothing =
                Manifest.EMPTY
                        .compacted(end.sequence(), Manifest.EMPTY.runs())
                        .with(new LifeState.Deleted());
        Head last = new Head(nothing, LogSection.empty(end));
        return new View(last, ifCurrent, RecentRecords.EMPTY, end.sequence());
    }

    List<Level> levels(int run) {
        return head.manifest().runs().of(run);
    }

    /// The levels of all runs.
    List<Level> allLevels() {
        return head.manifest().allLevels();
    }

    long sequence() {
        return head.sequence();
    }

    /// Whether both views are of the same state. A deletion that is known only from the catalog has
    /// the sequence number of the state before it.
    boolean sameStateAs(View other) {
        return sequence() == other.sequence() && deleted() == other.deleted();
    }

    boolean deleted() {
        return head.manifest().state() instanceof LifeState.Deleted;
    }
}
