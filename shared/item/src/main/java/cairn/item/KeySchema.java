package cairn.item;

import cairn.item.KeyRange.SortCondition;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table's key attributes.
///
/// @param sort absent for a table whose key is the partition key alone
public record KeySchema(Attribute partition, Optional<Attribute> sort) implements QueryKeys {
    static final int PARTITION_BYTES_MAX = 2048;
    static final int SORT_BYTES_MAX = 1024;

    /// The types that a key attribute may have.
    public enum Type {
        S,
        N,
        B
    }

    /// A key attribute.
    public record Attribute(String name, Type type) {}

    /// Number of key attributes.
    public int size() {
        return sort.isPresent() ? 2 : 1;
    }

    /// Names of the key attributes, the partition key's first.
    public List<String> names() {
        return sort.isPresent()
                ? List.of(partition.name, sort.get().name)
                : List.of(partition.name);
    }

    @Override
    public boolean has(String name) {
        return partition.name.equals(name) || sort.isPresent() && sort.get().name.equals(name);
    }

    /// The storage key of an item to be put.
    ///
    /// @throws Refused a key attribute is missing, of another type, empty or too long
    public StorageKey ofItem(Map<String, AttributeValue> item) {
        mustHave(item, partition);
        sort.ifPresent(attribute -> mustHave(item, attribute));
        return key(item);
    }

    private static void mustHave(Map<String, AttributeValue> item, Attribute attribute) {
        @Nullable AttributeValue value = item.get(attribute.name);
        if (value == null) {
            throw Message.KEY_MISSING_IN_ITEM.refused(attribute.name);
        }
        if (!value.type().equals(attribute.type.name())) {
            throw Message.KEY_TYPE_IN_ITEM.refused(attribute.name, attribute.type, value.type());
        }
    }

    /// The storage key for a request's key map, which must have exactly the key attributes.
    ///
    /// @throws Refused another attribute or type, empty or too long
    public StorageKey ofKey(Map<String, AttributeValue> key) {
        if (!fits(key)) {
            throw Message.KEY_NOT_OF_SCHEMA.refused();
        }
        return key(key);
    }

    /// Whether `key` has the key attributes, in their types, and nothing else.
    public boolean fits(Map<String, AttributeValue> key) {
        return key.size() == size()
                && fits(key, partition)
                && (sort.isEmpty() || fits(key, sort.get()));
    }

    private static boolean fits(Map<String, AttributeValue> key, Attribute attribute) {
        AttributeValue value = key.get(attribute.name);
        return value != null && value.type().equals(attribute.type.name());
    }

    private StorageKey key(Map<String, AttributeValue> attributes) {
        byte[] partitionBytes = checked(partition, attributes, true);
        return sort.isEmpty()
                ? KeyBytes.key(partitionBytes)
                : KeyBytes.key(partitionBytes, checked(sort.get(), attributes, false));
    }

    private static byte[] checked(
            Attribute attribute, Map<String, AttributeValue> attributes, boolean hash) {
        AttributeValue value = attributes.get(attribute.name);
        if (value == null) {
            throw Message.KEY_NOT_OF_SCHEMA.refused();
        }
        checkValue(attribute, value, hash);
        return hash ? KeyBytes.delimited(value) : KeyBytes.last(value);
    }

    /// Checks the value of one key attribute. The type is already known to be right.
    ///
    /// @throws Refused empty or too long
    public static void checkValue(Attribute attribute, AttributeValue value, boolean hash) {
        if (value instanceof AttributeValue.S(String text) && text.isEmpty()) {
            throw Message.KEY_EMPTY_STRING.refused(attribute.name);
        }
        if (value instanceof AttributeValue.B(Binary bytes) && bytes.length() == 0) {
            throw Message.KEY_EMPTY_BINARY.refused(attribute.name);
        }
        if (value.sizeBytes() > (hash ? PARTITION_BYTES_MAX : SORT_BYTES_MAX)) {
            throw (hash ? Message.HASH_KEY_TOO_LONG : Message.RANGE_KEY_TOO_LONG).refused();
        }
    }

    /// The key attributes of an item, partition key first.
    public Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        copy(partition, item, key);
        sort.ifPresent(attribute -> copy(attribute, item, key));
        return key;
    }

    private static void copy(
            Attribute attribute,
            Map<String, AttributeValue> item,
            Map<String, AttributeValue> key) {
        AttributeValue value = item.get(attribute.name);
        if (value != null) {
            key.put(attribute.name, value);
        }
    }

    @Override
    public List<Attribute> hash() {
        return List.of(partition);
    }

    @Override
    public List<Attribute> range() {
        return sort.map(List::of).orElseGet(List::of);
    }

    @Override
    public List<String> placeNames() {
        return names();
    }

    @Override
    public KeyRange rangeOf(
            List<AttributeValue> hash, List<AttributeValue> equal, Optional<SortCondition> next) {
        AttributeValue value = hash.getFirst();
        if (!equal.isEmpty()) {
            return KeyRange.ofSort(value, new SortCondition.Equal(equal.getFirst()));
        }
        return next.map(condition -> KeyRange.ofSort(value, condition))
                .orElseGet(() -> KeyRange.ofPartition(value));
    }

    @Override
    public StorageKey placeOf(Map<String, AttributeValue> place) {
        return ofKey(place);
    }

    @Override
    public Map<String, AttributeValue> attributesOf(StorageKey key) {
        return KeyBytes.attributes(this, key);
    }
}
