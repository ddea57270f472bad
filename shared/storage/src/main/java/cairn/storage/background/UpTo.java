package cairn.storage.background;

import cairn.storage.format.LogRecord;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// The records of an iterator whose sequence numbers do not exceed a limit. Used by one thread.
final class UpTo implements Iterator<LogRecord> {
    private final Iterator<LogRecord> records;
    private final long last;
    private @Nullable LogRecord next;

    UpTo(Iterator<LogRecord> records, long last) {
        this.records = records;
        this.last = last;
        this.next = step();
    }

    private @Nullable LogRecord step() {
        while (records.hasNext()) {
            LogRecord record = records.next();
            if (record.sequence() <= last) {
                return record;
            }
        }
        return null;
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
