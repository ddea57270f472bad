package cairn.item.index;

import cairn.item.AttributeValue;
import cairn.item.IndexKeys;
import cairn.item.Item;
import cairn.item.StorageKey;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A secondary index of a table: its keys, and what of an item it has. Immutable.
public record SecondaryIndex(String name, IndexKeys keys, IndexProjection projection) {

    /// Whether its entries have an attribute where items have it.
    public boolean has(String attribute) {
        return keys.placeNames().contains(attribute) || projection.has(attribute);
    }

    /// The entry of an item; absent if the item lacks a key attribute, or has one that no key can
    /// be.
    public Optional<IndexEntry> entryOf(Item item) {
        Optional<StorageKey> key = keys.ofItem(item.attributes());
        return key.map(its -> new IndexEntry(its, projected(item)));
    }

    private Item projected(Item item) {
        if (projection instanceof IndexProjection.All) {
            return item;
        }
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        item.attributes()
                .forEach(
                        (attribute, value) -> {
                            if (has(attribute)) {
                                attributes.put(attribute, value);
                            }
                        });
        return Item.of(attributes);
    }

    /// What a change of an item does to its entry.
    public IndexChange change(Optional<Item> before, Optional<Item> after) {
        return IndexChange.between(before.flatMap(this::entryOf), after.flatMap(this::entryOf));
    }
}
