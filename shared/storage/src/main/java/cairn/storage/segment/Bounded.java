package cairn.storage.segment;

import cairn.storage.format.LogRecord;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// Ends a walk at the end of its range. Used by one thread.
public final class Bounded implements Iterator<LogRecord> {
    private final Iterator<LogRecord> records;
    private final Range range;
    private @Nullable LogRecord next;

    public Bounded(Iterator<LogRecord> records, Range range) {
        this.records = records;
        this.range = range;
        this.next = step();
    }

    private @Nullable LogRecord step() {
        if (!records.hasNext()) {
            return null;
        }
        LogRecord record = records.next();
        return range.passed(record.key()) ? null : record;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public LogRecord next() {
        LogRecord record = next;
        if (record == null) {
            throw new NoSuchElementException();
        }
        next = step();
        return record;
    }
}
