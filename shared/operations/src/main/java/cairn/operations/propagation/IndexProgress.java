package cairn.operations.propagation;

import cairn.item.AttributeValue;
import cairn.item.Decimal;
import cairn.item.Item;
import cairn.item.StorageKey;
import cairn.item.json.ItemJson;
import cairn.storage.edit.Change;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// How far a partition of an index has applied the log of one partition of items: a record in a run
/// of its own, written in the same commit as the entries.
final class IndexProgress {
    private static final String THROUGH = "through";

    private IndexProgress() {}

    /// The key of the record for a partition of items.
    static StorageKey key(PartitionName items) {
        return StorageKey.of(items.partition().text().getBytes(StandardCharsets.UTF_8));
    }

    /// The last sequence number that was applied; 0 if none was.
    static long of(Optional<StoredItem> record) {
        if (record.isEmpty()) {
            return 0;
        }
        Item item = ItemJson.read(record.get().json());
        if (item.get(THROUGH) instanceof AttributeValue.N(Decimal through)) {
            return Long.parseLong(through.text());
        }
        throw new IllegalStateException("a record of progress without a sequence number");
    }

    /// Says that the log is applied through a sequence number.
    static Change change(PartitionName items, long through) {
        Item item = Item.of(Map.of(THROUGH, new AttributeValue.N(Decimal.of(through))));
        return Change.put(
                Runs.PROGRESS, key(items), new StoredItem(item.sizeBytes(), ItemJson.write(item)));
    }
}
