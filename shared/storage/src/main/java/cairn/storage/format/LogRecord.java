package cairn.storage.format;

import cairn.item.StorageKey;

import java.util.Optional;

/// A record: what one commit did to one item, or to one entry of a local index.
///
/// @param run that it is in
/// @param sequence the record's sequence number; 1 or more
/// @param item the new item; absent if the item was deleted
/// @param old the item before, where a reader of the log wants it; the log alone keeps it
/// @param origin of the change; the log alone keeps it
/// @param unknown of a later Cairn
public record LogRecord(
        int run,
        StorageKey key,
        long sequence,
        Optional<StoredItem> item,
        Optional<StoredItem> old,
        Origin origin,
        Fields.Unknown unknown) {

    /// A record of an item, as a client wanted it.
    public LogRecord(
            StorageKey key, long sequence, Optional<StoredItem> item, Fields.Unknown unknown) {
        this(Runs.ITEMS, key, sequence, item, Optional.empty(), Origin.CLIENT, unknown);
    }

    /// A record of an item, as a client wanted it.
    public LogRecord(StorageKey key, long sequence, Optional<StoredItem> item) {
        this(key, sequence, item, Fields.Unknown.NONE);
    }

    /// The same at another place in the log.
    public LogRecord at(long otherSequence) {
        return new LogRecord(run, key, otherSequence, item, old, origin, unknown);
    }

    /// What is left of it outside of the log: the state, not how it came about.
    public LogRecord state() {
        return old.isEmpty() && origin == Origin.CLIENT
                ? this
                : new LogRecord(run, key, sequence, item, Optional.empty(), Origin.CLIENT, unknown);
    }

    /// Roughly what the record occupies in memory and, encoded, in the log.
    public int weightBytes() {
        return 56
                + key.bytes().length
                + item.map(i -> i.json().length).orElse(0)
                + old.map(i -> i.json().length).orElse(0)
                + unknown.weightBytes();
    }
}
