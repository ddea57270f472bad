package cairn.operations.write;

import cairn.item.Item;
import cairn.item.index.IndexChange;
import cairn.item.index.SecondaryIndex;
import cairn.item.json.ItemJson;
import cairn.operations.request.Capacity;
import cairn.operations.request.Units;
import cairn.operations.settings.GlobalIndex;
import cairn.operations.settings.Indexes;
import cairn.storage.edit.Change;
import cairn.storage.format.StoredItem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The change of an item with what it does to the entries of local indexes: all of one commit. Its
/// record carries the old image if global indexes are derived from it. Immutable.
///
/// @param indexUnits what the entries cost
/// @param bytesAdded by how much the entries of local indexes become larger
/// @param touchesGlobal whether entries of global indexes change
record ItemEdit(List<Change> changes, Units indexUnits, int bytesAdded, boolean touchesGlobal) {
    /// @param item the change of the item itself
    /// @param stored the item as it was
    /// @param before the same, read
    static ItemEdit of(
            Indexes indexes,
            Change item,
            Optional<StoredItem> stored,
            Optional<Item> before,
            Optional<Item> after) {
        List<Change> changes = new ArrayList<>();
        List<GlobalIndex> heeded = indexes.heeded();
        changes.add(heeded.isEmpty() ? item : item.with(stored));
        Units units = Units.NONE;
        int bytesAdded = 0;
        for (SecondaryIndex index : indexes.local()) {
            IndexChange change = index.change(before, after);
            int run = indexes.runOf(index);
            change.deleted().ifPresent(key -> changes.add(Change.delete(run, key)));
            change.put()
                    .ifPresent(
                            entry ->
                                    changes.add(
                                            Change.put(run, entry.key(), stored(entry.item()))));
            bytesAdded += change.bytesAdded();
            if (!(change instanceof IndexChange.None)) {
                units = units.withLocal(index.name(), Capacity.write(change));
            }
        }
        boolean touchesGlobal = false;
        for (GlobalIndex global : heeded) {
            IndexChange change = global.index().change(before, after);
            if (!(change instanceof IndexChange.None)) {
                units = units.withGlobal(global.name(), Capacity.write(change));
                touchesGlobal = true;
            }
        }
        return new ItemEdit(changes, units, bytesAdded, touchesGlobal);
    }

    /// Whether the item and its entries become more than they were.
    boolean grows(Optional<Item> before, Optional<Item> after) {
        return bytesAdded + bytes(after) - bytes(before) > 0;
    }

    private static int bytes(Optional<Item> item) {
        return item.map(Item::sizeBytes).orElse(0);
    }

    private static StoredItem stored(Item item) {
        return new StoredItem(item.sizeBytes(), ItemJson.write(item));
    }
}
