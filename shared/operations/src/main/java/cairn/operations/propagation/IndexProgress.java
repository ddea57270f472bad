package cairn.operations.propagation;

import cairn.item.AttributeValue;
import cairn.item.Binary;
import cairn.item.Decimal;
import cairn.item.Item;
import cairn.item.StorageKey;
import cairn.item.json.ItemJson;
import cairn.storage.edit.Change;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How far a partition of an index has applied the log of one partition of items: a record in a run
/// of its own, written in the same commit as the entries. Immutable.
///
/// @param through last sequence number that was applied
/// @param filled the storage key up to which the items were put into an index that is made after
///   its table; absent if the index has them all
/// @param hold who keeps the log from being applied, until it has put items; absent mostly
record IndexProgress(long through, Optional<StorageKey> filled, Optional<Hold> hold) {
    /// Nothing is applied, of an index that is as old as its table.
    static final IndexProgress NONE = new IndexProgress(0, Optional.empty(), Optional.empty());

    private static final String THROUGH = "through";
    private static final String FILLED = "filled";
    private static final String HOLDER = "holder";
    private static final String HELD_UNTIL = "heldUntil";

    /// A pause of the log's way into one partition of an index.
    ///
    /// @param holder unique
    /// @param untilMicros microseconds since 1970; then it counts for nothing
    record Hold(String holder, long untilMicros) {}

    /// The key of the record for a partition of items.
    static StorageKey key(PartitionName items) {
        return StorageKey.of(items.partition().text().getBytes(StandardCharsets.UTF_8));
    }

    static IndexProgress of(Optional<StoredItem> record) {
        if (record.isEmpty()) {
            return NONE;
        }
        Item item = ItemJson.read(record.get().json());
        if (!(item.get(THROUGH) instanceof AttributeValue.N(Decimal through))) {
            throw new IllegalStateException("a record of progress without a sequence number");
        }
        Optional<StorageKey> filled =
                item.get(FILLED) instanceof AttributeValue.B(Binary key)
                        ? Optional.of(StorageKey.of(key.bytes()))
                        : Optional.empty();
        Optional<Hold> hold =
                item.get(HOLDER) instanceof AttributeValue.S(String holder)
                                && item.get(HELD_UNTIL) instanceof AttributeValue.N(Decimal until)
                        ? Optional.of(new Hold(holder, Long.parseLong(until.text())))
                        : Optional.empty();
        return new IndexProgress(Long.parseLong(through.text()), filled, hold);
    }

    /// Whether the log must wait.
    boolean isHeld(long nowMicros) {
        return hold.isPresent() && nowMicros < hold.get().untilMicros();
    }

    boolean isHeldBy(String holder) {
        return hold.isPresent() && hold.get().holder().equals(holder);
    }

    /// The log is applied through a sequence number.
    IndexProgress through(long sequence) {
        return new IndexProgress(sequence, filled, Optional.empty());
    }

    /// The record that says so.
    Change change(PartitionName items) {
        Map<String, AttributeValue> fields = new HashMap<>();
        fields.put(THROUGH, number(through));
        filled.ifPresent(key -> fields.put(FILLED, new AttributeValue.B(Binary.of(key.bytes()))));
        hold.ifPresent(
                its -> {
                    fields.put(HOLDER, new AttributeValue.S(its.holder()));
                    fields.put(HELD_UNTIL, number(its.untilMicros()));
                });
        Item item = Item.of(fields);
        return Change.put(
                Runs.PROGRESS, key(items), new StoredItem(item.sizeBytes(), ItemJson.write(item)));
    }

    private static AttributeValue number(long value) {
        return new AttributeValue.N(Decimal.of(value));
    }
}
