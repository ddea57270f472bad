package cairn.storage.partition;

import cairn.item.StorageKey;
import cairn.storage.format.LogRecord;
import cairn.storage.format.StoredItem;

import java.util.Optional;

/// Finds one item in a view: recent records first, then chunks, then the segments, newest level
/// first.
final class Lookup {
    private final CurrentView current;

    Lookup(CurrentView current) {
        this.current = current;
    }

    /// The item as `view` has it.
    ///
    /// @throws MissingObject the view is too old
    Optional<StoredItem> find(View view, StorageKey key) {
        Optional<LogRecord> recent = view.recent().find(key);
        if (recent.isPresent()) {
            return recent.get().item();
        }
        View complete = complete(view);
        return find(complete, complete.recent(), key);
    }

    /// The same where `recent` hides what the view's segments hold.
    Optional<StoredItem> find(View complete, SortedRecords recent, StorageKey key) {
        Optional<LogRecord> record = recent.find(key);
        return record.isPresent() ? record.get().item() : Optional.empty();
    }

    View complete(View view) {
        return current.complete(view);
    }
}
