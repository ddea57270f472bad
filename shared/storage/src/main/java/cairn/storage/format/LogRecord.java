package cairn.storage.format;

import cairn.item.StorageKey;

import java.util.Optional;

/// A record: what one commit did to one item.
///
/// @param sequence the record's sequence number; 1 or more
/// @param item the new item; absent if the item was deleted
/// @param unknown of a later Cairn
public record LogRecord(
        StorageKey key, long sequence, Optional<StoredItem> item, Fields.Unknown unknown) {

    public LogRecord(StorageKey key, long sequence, Optional<StoredItem> item) {
        this(key, sequence, item, Fields.Unknown.NONE);
    }

    /// Roughly what the record occupies in memory and, encoded, in the log.
    public int weightBytes() {
        return 48
                + key.bytes().length
                + item.map(i -> i.json().length).orElse(0)
                + unknown.weightBytes();
    }
}
