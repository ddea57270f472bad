package cairn.item;

import cairn.item.KeyRange.SortCondition;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which attributes are an index's key. Immutable.
///
/// The storage key of an entry is the hash of the hash attributes, then those, then the range
/// attributes, then what distinguishes entries with equal keys: the table's sort key in a local
/// index, whose partition key is the table's; the item's whole storage key in a global one.
///
/// @param hash one to four attributes
/// @param range up to four
/// @param local whether it is the key of a local index
public record IndexKeys(
        List<KeySchema.Attribute> hash,
        List<KeySchema.Attribute> range,
        KeySchema table,
        boolean local)
        implements QueryKeys {

    public IndexKeys {
        hash = List.copyOf(hash);
        range = List.copyOf(range);
    }

    /// The key of a local index.
    public static IndexKeys local(KeySchema table, KeySchema.Attribute range) {
        return new IndexKeys(List.of(table.partition()), List.of(range), table, true);
    }

    /// The key of a global index.
    public static IndexKeys global(
            List<KeySchema.Attribute> hash, List<KeySchema.Attribute> range, KeySchema table) {
        return new IndexKeys(hash, range, table, false);
    }

    /// All hash and range attributes.
    public List<KeySchema.Attribute> attributes() {
        List<KeySchema.Attribute> all = new ArrayList<>(hash);
        all.addAll(range);
        return all;
    }

    @Override
    public List<String> placeNames() {
        Set<String> names = new LinkedHashSet<>();
        attributes().forEach(attribute -> names.add(attribute.name()));
        names.addAll(table.names());
        return List.copyOf(names);
    }

    /// The storage key of an item's entry; absent if a key attribute is missing, of another type,
    /// empty or too long.
    public Optional<StorageKey> ofItem(Map<String, AttributeValue> item) {
        for (KeySchema.Attribute attribute : attributes()) {
            @Nullable AttributeValue value = item.get(attribute.name());
            if (value == null || !isValid(attribute, value)) {
                return Optional.empty();
            }
        }
        return Optional.of(key(item));
    }

    /// Whether an index key attribute may have this value.
    public boolean isValid(KeySchema.Attribute attribute, AttributeValue value) {
        int max =
                hash.contains(attribute) ? KeySchema.PARTITION_BYTES_MAX : KeySchema.SORT_BYTES_MAX;
        return value.type().equals(attribute.type().name())
                && value.sizeBytes() > 0
                && value.sizeBytes() <= max;
    }

    @Override
    public StorageKey placeOf(Map<String, AttributeValue> place) {
        for (KeySchema.Attribute attribute : attributes()) {
            KeySchema.checkValue(attribute, valueOf(place, attribute), hash.contains(attribute));
        }
        return key(place);
    }

    private StorageKey key(Map<String, AttributeValue> attributes) {
        ByteArrayOutputStream partition = new ByteArrayOutputStream();
        hash.forEach(each -> partition.writeBytes(delimited(attributes, each)));
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        range.forEach(each -> rest.writeBytes(delimited(attributes, each)));
        rest.writeBytes(suffix(attributes));
        return KeyBytes.key(partition.toByteArray(), rest.toByteArray());
    }

    private byte[] suffix(Map<String, AttributeValue> attributes) {
        if (!local) {
            return table.ofKey(table.keyOf(attributes)).bytes();
        }
        return table.sort()
                .map(sort -> KeyBytes.last(valueOf(attributes, sort)))
                .orElse(new byte[0]);
    }

    private static byte[] delimited(
            Map<String, AttributeValue> attributes, KeySchema.Attribute attribute) {
        return KeyBytes.delimited(valueOf(attributes, attribute));
    }

    private static AttributeValue valueOf(
            Map<String, AttributeValue> attributes, KeySchema.Attribute attribute) {
        AttributeValue value = attributes.get(attribute.name());
        if (value == null) {
            throw Message.KEY_NOT_OF_SCHEMA.refused();
        }
        return value;
    }

    @Override
    public KeyRange rangeOf(
            List<AttributeValue> hashValues,
            List<AttributeValue> equal,
            Optional<SortCondition> next) {
        ByteArrayOutputStream partition = new ByteArrayOutputStream();
        hashValues.forEach(value -> partition.writeBytes(KeyBytes.delimited(value)));
        ByteArrayOutputStream prefix = new ByteArrayOutputStream();
        equal.forEach(value -> prefix.writeBytes(KeyBytes.delimited(value)));
        byte[] start = KeyBytes.key(partition.toByteArray(), prefix.toByteArray()).bytes();
        return KeyRange.ofDelimited(start, next);
    }

    @Override
    public Map<String, AttributeValue> attributesOf(StorageKey key) {
        return KeyBytes.attributes(this, key);
    }

    /// The storage key of the item that an entry is of.
    public StorageKey itemKeyOf(StorageKey entry) {
        Map<String, AttributeValue> attributes = attributesOf(entry);
        Map<String, AttributeValue> key = new LinkedHashMap<>(table.keyOf(attributes));
        return table.ofKey(key);
    }
}
