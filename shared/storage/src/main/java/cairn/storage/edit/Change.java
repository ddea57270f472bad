package cairn.storage.edit;

import cairn.item.StorageKey;
import cairn.storage.format.Fields;
import cairn.storage.format.LogRecord;
import cairn.storage.format.Origin;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;

import java.util.Optional;

/// An edit's change of one item, or of one entry of a local index.
///
/// @param run the run of the item or entry
/// @param item the new item; absent to delete
/// @param old the previous item, if readers of the log need it
/// @param origin the origin of the change
public record Change(
        int run,
        StorageKey key,
        Optional<StoredItem> item,
        Optional<StoredItem> old,
        Origin origin) {

    /// Replaces or creates an item.
    public static Change put(StorageKey key, StoredItem item) {
        return put(Runs.ITEMS, key, item);
    }

    /// Replaces or creates the item or entry under a key of a run.
    public static Change put(int run, StorageKey key, StoredItem item) {
        return new Change(run, key, Optional.of(item), Optional.empty(), Origin.CLIENT);
    }

    /// Deletes an item.
    public static Change delete(StorageKey key) {
        return delete(Runs.ITEMS, key);
    }

    /// Deletes the item or entry under a key of a run.
    public static Change delete(int run, StorageKey key) {
        return new Change(run, key, Optional.empty(), Optional.empty(), Origin.CLIENT);
    }

    /// This change with the previous item.
    public Change with(Optional<StoredItem> before) {
        return new Change(run, key, item, before, origin);
    }

    /// This change with another origin.
    public Change by(Origin who) {
        return new Change(run, key, item, old, who);
    }

    /// The record of this change.
    public LogRecord at(long sequence) {
        return new LogRecord(run, key, sequence, item, old, origin, Fields.Unknown.NONE);
    }
}
