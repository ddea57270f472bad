package cairn.storage.edit;

import cairn.item.StorageKey;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;
import cairn.storage.log.Manifest;

import java.util.Optional;

/// The state on which a write is judged: a partition after one commit, with the effects of earlier
/// writes in the same batch. Valid while the write is judged.
public interface PartitionState {

    /// The item or entry of a run under a key.
    ///
    /// @throws cairn.storage.request.MissingObject the base is too old; do not catch it
    /// @throws cairn.storage.port.UnreadableObject an object that it reads is damaged; do not catch
    ///   it
    Optional<StoredItem> find(int run, StorageKey key);

    /// The item under a key. Throws as [#find(int, StorageKey)].
    default Optional<StoredItem> item(StorageKey key) {
        return find(Runs.ITEMS, key);
    }

    /// The head without its tail.
    Manifest manifest();
}
