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
import java.util.concurrent.TimeUnit;

/// What is known of the expiry of the items of one partition: a record beside them, in a run of its
/// own, so that a process that has just begun need not read them all. Immutable.
///
/// @param attribute that the items were looked at for
/// @param through sequence number of the log up to which they were
/// @param least none of them expires before this second
/// @param readAt the second at which all of them were read
record ExpiryState(String attribute, long through, long least, long readAt) {
    static final StorageKey KEY = StorageKey.of("expiry".getBytes(StandardCharsets.UTF_8));

    private static final String ATTRIBUTE = "attribute";
    private static final String THROUGH = "through";
    private static final String LEAST = "least";
    private static final String READ_AT = "readAt";
    private static final long AHEAD_MAX = TimeUnit.HOURS.toSeconds(1);

    /// The state in a record. Absent if there is none, if it is of another attribute, or if it was
    /// written by a clock that was far ahead: that took items for too old to expire.
    static Optional<ExpiryState> of(
            Optional<StoredItem> record, String attribute, long nowSeconds) {
        if (record.isEmpty()) {
            return Optional.empty();
        }
        Item item = ItemJson.read(record.get().json());
        boolean same =
                item.get(ATTRIBUTE) instanceof AttributeValue.S(String its)
                        && its.equals(attribute);
        if (!same || number(item, READ_AT) > nowSeconds + AHEAD_MAX) {
            return Optional.empty();
        }
        return Optional.of(
                new ExpiryState(
                        attribute,
                        number(item, THROUGH),
                        number(item, LEAST),
                        number(item, READ_AT)));
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
                                new AttributeValue.N(Decimal.of(least)),
                                READ_AT,
                                new AttributeValue.N(Decimal.of(readAt))));
        return Change.put(
                Runs.PROGRESS, KEY, new StoredItem(item.sizeBytes(), ItemJson.write(item)));
    }
}
