package cairn.storage.edit;

import cairn.item.StorageKey;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;
import cairn.storage.log.Manifest;

import java.util.Optional;

/// The state that a write is judged on: a partition as one commit left it, with what the writes
/// before it in the same batch do. Valid while the write is judged.
public interface PartitionState {

    /// The item or entry of a run under a key.
    ///
    /// @throws cairn.storage.request.MissingObject the base is too old; let it pass
    /// @throws cairn.storage.port.UnreadableObject what it looks at is damaged; let it pass
    Optional<StoredItem> find(int run, StorageKey key);

    /// The item under a key. Throws as [#find(int, StorageKey)].
    default Optional<StoredItem> item(StorageKey key) {
        return find(Runs.ITEMS, key);
    }

    /// The head without its tail.
    Manifest manifest();
}
