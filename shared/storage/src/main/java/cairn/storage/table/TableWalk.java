package cairn.storage.table;

import cairn.item.StorageKey;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;
import cairn.storage.format.LogRecord;
import cairn.storage.format.StoredItem;
import cairn.storage.partition.Consistency;
import cairn.storage.partition.Partition;
import cairn.storage.partition.ViewReader;
import cairn.storage.request.MissingObject;
import cairn.storage.segment.Range;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/// Walks one run of a table over a range, partition by partition, including deletions. It reads
/// each partition from one view of the requested consistency, taken when the walk reaches the
/// partition. If an object of the view is missing, the walk continues from a newer one. Used by one
/// thread.
///
/// Its methods throw PartitionDeleted, WouldWait, StoreUnavailable and UnreadableObject as a
/// partition's readers do.
public final class TableWalk implements Iterator<LogRecord> {
    private final int run;
    private final Consistency consistency;
    private final Waiting waiting;
    private final Iterator<Partition> ahead;
    private final Range range;
    private @Nullable StorageKey last;
    private @Nullable Partition partition;
    private boolean again;
    private @Nullable ViewReader reader;
    private @Nullable LogRecord next;
    private Iterator<LogRecord> records = Collections.emptyIterator();

    TableWalk(
            List<Partition> partitions,
            int run,
            Range range,
            Consistency consistency,
            Waiting waiting) {
        this.run = run;
        this.range = range;
        this.consistency = consistency;
        this.waiting = waiting;
        this.ahead = partitions.iterator();
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            try {
                if (records.hasNext()) {
                    next = records.next();
                } else if (ahead.hasNext()) {
                    partition = ahead.next();
                    again = false;
                    open(partition.reader(consistency, waiting));
                } else {
                    return false;
                }
            } catch (MissingObject e) {
                openAgain(e);
            }
        }
        return true;
    }

    private void open(ViewReader opened) {
        reader = opened;
        records = opened.walk(run, last == null ? range : range.behind(last));
    }

    private void openAgain(MissingObject gone) {
        Partition reached = partition;
        if (reached == null || again) {
            throw gone;
        }
        if (waiting == Waiting.NOT_ALLOWED) {
            throw new WouldWait();
        }
        again = true;
        open(reached.newestReader());
    }

    /// An item of the last record's partition, in the current view of the walk.
    public Optional<StoredItem> item(StorageKey key) {
        try {
            return reader().find(key);
        } catch (MissingObject e) {
            openAgain(e);
            return reader().find(key);
        }
    }

    private ViewReader reader() {
        return Objects.requireNonNull(reader, "the walk has not begun");
    }

    @Override
    public LogRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        LogRecord record = Objects.requireNonNull(next);
        last = record.key();
        next = null;
        return record;
    }
}
