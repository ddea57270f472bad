package cairn.operations.expiry;

import cairn.item.AttributeValue;
import cairn.item.Decimal;
import cairn.item.Item;
import cairn.item.StorageKey;
import cairn.item.json.ItemJson;
import cairn.storage.edit.Change;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// What is known of the expiry of the items of one partition: a record beside them, in a run of its
/// own, so that a process that has just begun need not read them all. Immutable.
///
/// @param attribute that the items were looked at for
/// @param through sequence number of the log up to which they were
/// @param least none of them expires before this second
record ExpiryState(String attribute, long through, long least) {
    static final StorageKey KEY = StorageKey.of("expiry".getBytes(StandardCharsets.UTF_8));

    private static final String ATTRIBUTE = "attribute";
    private static final String THROUGH = "through";
    private static final String LEAST = "least";

    /// The state in a record; absent if there is none, or it is of another attribute.
    static Optional<ExpiryState> of(Optional<StoredItem> record, String attribute) {
        if (record.isEmpty()) {
            return Optional.empty();
        }
        Item item = ItemJson.read(record.get().json());
        boolean same =
                item.get(ATTRIBUTE) instanceof AttributeValue.S(String its)
                        && its.equals(attribute);
        return same
                ? Optional.of(
                        new ExpiryState(attribute, number(item, THROUGH), number(item, LEAST)))
                : Optional.empty();
    }

    private static long number(Item item, String name) {
        if (item.get(name) instanceof AttributeValue.N(Decimal value)) {
            return Long.parseLong(value.text());
        }
        throw new IllegalStateException("a record of expiry without " + name);
    }

    /// The record.
    Change change() {
        Item item =
                Item.of(
                        Map.of(
                                ATTRIBUTE,
                                new AttributeValue.S(attribute),
                                THROUGH,
                                new AttributeValue.N(Decimal.of(through)),
                                LEAST,
                                new AttributeValue.N(Decimal.of(least))));
        return Change.put(
                Runs.PROGRESS, KEY, new StoredItem(item.sizeBytes(), ItemJson.write(item)));
    }
}
