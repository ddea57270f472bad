package cairn.storage.partition;

import cairn.item.StorageKey;
import cairn.storage.environment.Waiting;
import cairn.storage.format.LogRecord;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;
import cairn.storage.segment.Bounded;
import cairn.storage.segment.MergedRecords;
import cairn.storage.segment.Range;
import cairn.storage.segment.SegmentReader;

import java.util.Iterator;
import java.util.Optional;

/// Finds items in a view: recent records first, then chunks, then the segments, newest level first.
///
/// Every method throws MissingObject if the view is too old, and WouldWait if waiting is necessary
/// but not allowed.
final class Lookup {
    private final CurrentView current;
    private final SegmentReader segments;

    Lookup(CurrentView current, SegmentReader segments) {
        this.current = current;
        this.segments = segments;
    }

    /// The item or entry under a key of a run of `view`.
    Optional<StoredItem> find(View view, int run, StorageKey key, Waiting waiting) {
        Optional<LogRecord> recent = view.recent().find(run, key);
        if (recent.isPresent()) {
            return recent.get().item();
        }
        View complete = complete(view, waiting);
        Optional<LogRecord> record = complete.recent().find(run, key);
        return record.isPresent() ? record.get().item() : inSegments(complete, run, key, waiting);
    }

    /// The item or entry in the segments of a view.
    Optional<StoredItem> inSegments(View view, int run, StorageKey key, Waiting waiting) {
        return segments.find(view.levels(run), key, waiting).flatMap(LogRecord::item);
    }

    /// Loads what [#find] needs for an item into memory.
    ///
    /// @return whether there is a record of the item
    boolean fetch(View view, StorageKey key, Waiting waiting) {
        return view.recent().find(Runs.ITEMS, key).isPresent()
                || segments.fetch(complete(view, waiting).levels(Runs.ITEMS), key, waiting);
    }

    /// Records of all keys in `range` of a run, including deletions.
    Iterator<LogRecord> walk(View view, int run, Range range, Waiting waiting) {
        View complete = complete(view, waiting);
        Optional<StorageKey> start = range.ascending() ? range.from() : range.to();
        Iterator<LogRecord> recent =
                new Bounded(complete.recent().of(run).from(start, range.ascending()), range);
        return MergedRecords.over(
                recent, complete.levels(run), segments, new MergedRecords.Walk(range, 1, waiting));
    }

    View complete(View view, Waiting waiting) {
        return current.complete(view, waiting);
    }
}
