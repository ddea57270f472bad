package cairn.operations.write;

import cairn.item.AttributeValue;
import cairn.item.Item;
import cairn.item.KeyRange;
import cairn.item.KeySchema;
import cairn.item.StorageKey;
import cairn.operations.wire.ReplyBody;
import cairn.storage.format.Level;
import cairn.storage.log.Manifest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The items of one partition key with their entries in local indexes, which DynamoDB keeps to 10
/// GB in tables that have such indexes (docs/dynamodb.md#secondary-indexes). Immutable.
///
/// @param key its partition key, as an item
/// @param bytes about its size: of all segments that it reaches into, so up to two segments too
///   much in each level; without what waits for a compaction
record ItemCollection(Item key, long bytes) {
    private static final long GB = 1L << 30;
    private static final long BYTES_MAX = 10 * GB;

    /// The collection of the item under `key`, as a head says.
    static ItemCollection of(KeySchema keys, StorageKey key, Manifest manifest) {
        String name = keys.partition().name();
        AttributeValue value = Objects.requireNonNull(keys.attributesOf(key).get(name));
        KeyRange range = KeyRange.ofPartition(value);
        long bytes = 0;
        for (Level level : manifest.allLevels()) {
            bytes += level.itemBytesIn(range);
        }
        return new ItemCollection(Item.of(Map.of(name, value)), bytes);
    }

    boolean isFull() {
        return bytes > BYTES_MAX;
    }

    /// The structure ItemCollectionMetrics.
    byte[] metrics() {
        long gigabytes = bytes / GB;
        List<byte[]> range =
                List.of(
                        "%d.0".formatted(gigabytes).getBytes(StandardCharsets.UTF_8),
                        "%d.0".formatted(gigabytes + 1).getBytes(StandardCharsets.UTF_8));
        return new ReplyBody()
                .item("ItemCollectionKey", key)
                .list("SizeEstimateRangeGB", range)
                .finish();
    }
}
