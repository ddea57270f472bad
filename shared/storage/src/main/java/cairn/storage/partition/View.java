package cairn.storage.partition;

import cairn.storage.format.ChunkRef;
import cairn.storage.format.Level;
import cairn.storage.log.Chunk;
import cairn.storage.log.Commit;
import cairn.storage.log.Head;
import cairn.storage.log.HeadState;
import cairn.storage.log.LogSection;
import cairn.storage.log.Manifest;
import cairn.storage.port.Precondition;
import cairn.storage.segment.SortedRecords;

import java.util.List;
import java.util.Optional;

/// A partition as one commit left it. Immutable.
///
/// @param head the head object's contents
/// @param ifCurrent what holds of the head object as long as this view is current
/// @param recent records of the log after `recentFrom`, the newest of each key
/// @param recentFrom sequence number; at or below the tail's beginning
record View(Head head, Precondition ifCurrent, SortedRecords recent, long recentFrom) {

    /// A view made from a head alone: it knows the tail, not the chunks.
    static View of(Head head, Precondition ifCurrent) {
        LogSection tail = head.tail();
        SortedRecords recent = withAll(SortedRecords.EMPTY, tail.commitsAfter(0));
        return new View(head, ifCurrent, recent, tail.before().sequence());
    }

    /// A view of a newer head that keeps what this one knows, if the new tail continues it.
    View followedBy(Head newer, Precondition ifCurrent) {
        if (newer.tail().before().sequence() > sequence()) {
            return of(newer, ifCurrent);
        }
        SortedRecords all = withAll(recent, newer.tail().commitsAfter(sequence()));
        return of(newer, ifCurrent, all, recentFrom);
    }

    /// A view of `head` that forgets the records which a compaction moved to segments.
    static View of(Head head, Precondition ifCurrent, SortedRecords recent, long recentFrom) {
        long compacted = compactedThrough(head);
        return compacted <= recentFrom
                ? new View(head, ifCurrent, recent, recentFrom)
                : new View(head, ifCurrent, recent.after(compacted), compacted);
    }

    /// This view with the records of its chunks.
    ///
    /// @param chunks those not yet known, oldest first, up to `recentFrom`
    View withChunks(List<Chunk> chunks) {
        SortedRecords all = SortedRecords.EMPTY;
        for (Chunk chunk : chunks) {
            all = withAll(all, chunk.log().commitsAfter(0));
        }
        for (var newer = recent.from(Optional.empty(), true); newer.hasNext(); ) {
            all = all.plus(newer.next());
        }
        return new View(head, ifCurrent, all, compactedThrough(head));
    }

    /// Chunks whose records this view does not know, oldest first.
    List<ChunkRef> chunksUnknown() {
        return head.manifest().uncompacted().stream()
                .filter(chunk -> chunk.last() <= recentFrom)
                .toList();
    }

    /// Whether `recent` holds all that no segment holds.
    boolean complete() {
        return recentFrom <= compactedThrough(head);
    }

    private static long compactedThrough(Head head) {
        List<ChunkRef> uncompacted = head.manifest().uncompacted();
        return uncompacted.isEmpty()
                ? head.tail().before().sequence()
                : uncompacted.getFirst().before();
    }

    private static SortedRecords withAll(SortedRecords records, List<Commit> commits) {
        SortedRecords all = records;
        for (Commit commit : commits) {
            all = all.plusAll(commit.records());
        }
        return all;
    }

    /// Roughly the bytes that it keeps in memory.
    long memoryBytes() {
        return head.tail().length() + recent.memoryBytes();
    }

    /// What is kept of a partition that is known to be deleted: that, and where its log was.
    View ofDeleted() {
        LogSection.Position end = head.tail().after();
        Manifest nothing = Manifest.EMPTY.deleted();
        Head last = new Head(nothing, LogSection.empty(end));
        return new View(last, ifCurrent, SortedRecords.EMPTY, end.sequence());
    }

    List<Level> levels() {
        return head.manifest().levels();
    }

    long sequence() {
        return head.sequence();
    }

    /// Whether it is of the state that `other` is of. A deletion that is known from the catalog has
    /// the sequence number of what was known before it.
    boolean sameStateAs(View other) {
        return sequence() == other.sequence() && deleted() == other.deleted();
    }

    boolean deleted() {
        return head.manifest().state() == HeadState.DELETED;
    }
}
