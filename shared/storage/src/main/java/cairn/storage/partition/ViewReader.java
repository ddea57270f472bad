package cairn.storage.partition;

import cairn.item.StorageKey;
import cairn.storage.environment.Waiting;
import cairn.storage.format.LogRecord;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;
import cairn.storage.segment.Range;

import java.util.Iterator;
import java.util.Optional;

/// A partition after one commit, for any number of reads by one request. Immutable; made for one
/// reading.
public final class ViewReader {
    private final View view;
    private final Lookup lookup;
    private final Waiting waiting;

    ViewReader(View view, Lookup lookup, Waiting waiting) {
        this.view = view;
        this.lookup = lookup;
        this.waiting = waiting;
    }

    /// Last sequence number of the commit that left the partition so.
    public long sequence() {
        return view.sequence();
    }

    /// The item under a key.
    public Optional<StoredItem> find(StorageKey key) {
        return find(Runs.ITEMS, key);
    }

    /// The item or entry under a key of a run.
    public Optional<StoredItem> find(int run, StorageKey key) {
        return lookup.find(view, run, key, waiting);
    }

    /// The newest record of every item in `range`, in its direction. Deletions are included, so
    /// that a caller can count what the walk passes.
    public Iterator<LogRecord> walk(Range range) {
        return walk(Runs.ITEMS, range);
    }

    /// The same for a run.
    public Iterator<LogRecord> walk(int run, Range range) {
        return lookup.walk(view, run, range, waiting);
    }
}
