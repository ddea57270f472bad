package cairn.storage.format;

import cairn.item.StorageKey;

import java.util.Optional;

/// A record: the effect of one commit on one item, or on one entry of a local index.
///
/// @param run the run of the item or entry
/// @param sequence the record's sequence number; 1 or more
/// @param item the new item; absent if the item was deleted
/// @param old the previous item, if readers of the log need it; only the log keeps it
/// @param origin the origin of the change; only the log keeps it
/// @param unknown fields of a later Cairn
public record LogRecord(
        int run,
        StorageKey key,
        long sequence,
        Optional<StoredItem> item,
        Optional<StoredItem> old,
        Origin origin,
        Fields.Unknown unknown) {

    /// A record of an item from a client's request.
    public LogRecord(
            StorageKey key, long sequence, Optional<StoredItem> item, Fields.Unknown unknown) {
        this(Runs.ITEMS, key, sequence, item, Optional.empty(), Origin.CLIENT, unknown);
    }

    /// A record of an item from a client's request.
    public LogRecord(StorageKey key, long sequence, Optional<StoredItem> item) {
        this(key, sequence, item, Fields.Unknown.NONE);
    }

    /// The same record with another sequence number.
    public LogRecord at(long otherSequence) {
        return new LogRecord(run, key, otherSequence, item, old, origin, unknown);
    }

    /// The part that remains outside of the log: the state without its history.
    public LogRecord state() {
        return old.isEmpty() && origin == Origin.CLIENT
                ? this
                : new LogRecord(run, key, sequence, item, Optional.empty(), Origin.CLIENT, unknown);
    }

    /// The approximate size in memory and, encoded, in the log.
    public int weightBytes() {
        return 56
                + key.bytes().length
                + item.map(i -> i.json().length).orElse(0)
                + old.map(i -> i.json().length).orElse(0)
                + unknown.weightBytes();
    }
}
