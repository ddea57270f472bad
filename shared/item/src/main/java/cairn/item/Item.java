package cairn.item;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;

/// An item: attribute names and values, in the order in which they came. Immutable.
public final class Item {
    /// DynamoDB's limit on the size of an item.
    public static final int BYTES_MAX = 409_600;

    public static final Item EMPTY = new Item(Map.of());

    private final Map<String, AttributeValue> attributes;
    private int sizeBytes = -1;

    private Item(Map<String, AttributeValue> attributes) {
        this.attributes = attributes;
    }

    /// Wraps `attributes`, which must not change afterwards.
    public static Item of(Map<String, AttributeValue> attributes) {
        return new Item(Collections.unmodifiableMap(attributes));
    }

    public Map<String, AttributeValue> attributes() {
        return attributes;
    }

    /// The value of an attribute, or null.
    public @Nullable AttributeValue get(String name) {
        return attributes.get(name);
    }

    public boolean isEmpty() {
        return attributes.isEmpty();
    }

    /// DynamoDB's size in bytes: names and values (docs/dynamodb.md#item-sizes).
    public int sizeBytes() {
        int size = sizeBytes;
        if (size < 0) {
            size = 0;
            for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
                size += AttributeValue.utf8Length(attribute.getKey());
                size += attribute.getValue().sizeBytes();
            }
            sizeBytes = size;
        }
        return size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Item that && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }

    @Override
    public String toString() {
        return attributes.toString();
    }
}
