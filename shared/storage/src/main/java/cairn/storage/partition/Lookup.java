package cairn.storage.partition;

import cairn.item.StorageKey;
import cairn.storage.environment.Waiting;
import cairn.storage.format.LogRecord;
import cairn.storage.format.StoredItem;
import cairn.storage.segment.Bounded;
import cairn.storage.segment.MergedRecords;
import cairn.storage.segment.Range;
import cairn.storage.segment.SegmentReader;
import cairn.storage.segment.SortedRecords;

import java.util.Iterator;
import java.util.Optional;

/// Finds items in a view: recent records first, then chunks, then the segments, newest level first.
///
/// Every method throws MissingObject where the view is too old, and WouldWait where waiting is not
/// allowed but needed.
final class Lookup {
    private final CurrentView current;
    private final SegmentReader segments;

    Lookup(CurrentView current, SegmentReader segments) {
        this.current = current;
        this.segments = segments;
    }

    /// The item as `view` has it.
    Optional<StoredItem> find(View view, StorageKey key, Waiting waiting) {
        Optional<LogRecord> recent = view.recent().find(key);
        if (recent.isPresent()) {
            return recent.get().item();
        }
        View complete = complete(view, waiting);
        return find(complete, complete.recent(), key, waiting);
    }

    /// The same where `recent` hides what the segments of a complete view hold.
    Optional<StoredItem> find(
            View complete, SortedRecords recent, StorageKey key, Waiting waiting) {
        Optional<LogRecord> record = recent.find(key);
        return record.isPresent()
                ? record.get().item()
                : segments.find(complete.levels(), key, waiting).flatMap(LogRecord::item);
    }

    /// Makes what [#find] needs be in memory.
    ///
    /// @return whether there is a record of the item
    boolean fetch(View view, StorageKey key, Waiting waiting) {
        return view.recent().find(key).isPresent()
                || segments.fetch(complete(view, waiting).levels(), key, waiting);
    }

    /// Records of all keys in `range`, deletions too.
    Iterator<LogRecord> walk(View view, Range range, Waiting waiting) {
        View complete = complete(view, waiting);
        Optional<StorageKey> start = range.ascending() ? range.from() : range.to();
        Iterator<LogRecord> recent =
                new Bounded(complete.recent().from(start, range.ascending()), range);
        return MergedRecords.over(
                recent, complete.levels(), segments, new MergedRecords.Walk(range, 1, waiting));
    }

    View complete(View view, Waiting waiting) {
        return current.complete(view, waiting);
    }
}
