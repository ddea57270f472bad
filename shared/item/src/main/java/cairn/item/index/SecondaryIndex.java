package cairn.item.index;

import cairn.item.AttributeValue;
import cairn.item.IndexKeys;
import cairn.item.Item;
import cairn.item.KeySchema;
import cairn.item.Message;
import cairn.item.Refused;
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

    /// Whether its entries have all that their items have.
    public boolean hasAll() {
        return projection instanceof IndexProjection.All;
    }

    /// Checks the index's key attributes of an item that is to be put, as far as it has them.
    ///
    /// @throws cairn.item.Refused one is of another type, empty or too long
    public void mustFit(Item item) {
        for (KeySchema.Attribute attribute : keys.attributes()) {
            AttributeValue value = item.get(attribute.name());
            if (value != null && !keys.isValid(attribute, value)) {
                throw refusal(attribute, value);
            }
        }
    }

    /// How a value is refused that the attribute can't have.
    public Refused refusal(KeySchema.Attribute attribute, AttributeValue value) {
        if (!value.type().equals(attribute.type().name())) {
            return Message.INDEX_KEY_TYPE.refused(
                    attribute.name(), attribute.type(), value.type(), name);
        }
        if (value.sizeBytes() == 0) {
            Message empty =
                    attribute.type() == KeySchema.Type.S
                            ? Message.INDEX_KEY_EMPTY_STRING
                            : Message.INDEX_KEY_EMPTY_BINARY;
            return empty.refused(name, attribute.name());
        }
        return keys.hash().contains(attribute)
                ? Message.HASH_KEY_TOO_LONG.refused()
                : Message.RANGE_KEY_TOO_LONG.refused();
    }

    /// The entry of an item; absent if the item lacks a key attribute, or has one that no key can
    /// be.
    public Optional<IndexEntry> entryOf(Item item) {
        Optional<StorageKey> key = keys.ofItem(item.attributes());
        return key.map(its -> new IndexEntry(its, projected(item)));
    }

    private Item projected(Item item) {
        if (hasAll()) {
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

    /// The effect of a change of an item on its entry.
    public IndexChange change(Optional<Item> before, Optional<Item> after) {
        return IndexChange.between(before.flatMap(this::entryOf), after.flatMap(this::entryOf));
    }
}
