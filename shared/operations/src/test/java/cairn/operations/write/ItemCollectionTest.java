package cairn.operations.write;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.AttributeValue;
import cairn.item.Decimal;
import cairn.item.KeySchema;
import cairn.item.StorageKey;
import cairn.storage.environment.SystemEnvironment;
import cairn.storage.environment.UniqueName;
import cairn.storage.format.DataName;
import cairn.storage.format.Fields;
import cairn.storage.format.Level;
import cairn.storage.format.PartitionName;
import cairn.storage.format.SegmentRef;
import cairn.storage.log.Manifest;
import cairn.storage.port.ByteRange;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The total size of the items of one partition key, as the head of their partition shows it.
final class ItemCollectionTest {
    private static final long GB = 1L << 30;
    private static final KeySchema KEYS =
            new KeySchema(
                    new KeySchema.Attribute("p", KeySchema.Type.S),
                    Optional.of(new KeySchema.Attribute("s", KeySchema.Type.N)));

    private final SystemEnvironment environment = new SystemEnvironment((name, e) -> {});
    private final PartitionName partition =
            new PartitionName(UniqueName.fresh(0, environment), UniqueName.fresh(0, environment));

    private static StorageKey key(String p, long s) {
        return KEYS.ofKey(
                Map.of("p", new AttributeValue.S(p), "s", new AttributeValue.N(Decimal.of(s))));
    }

    private SegmentRef segment(StorageKey first, StorageKey last, long bytes) {
        return new SegmentRef(
                new DataName(partition, UniqueName.fresh(0, environment)),
                first,
                last,
                1,
                bytes,
                bytes,
                new ByteRange(0, 1),
                Fields.Unknown.NONE);
    }

    private static ItemCollection of(String p, Level... levels) {
        Manifest manifest =
                Manifest.EMPTY.compacted(1, Manifest.EMPTY.runs().with(0, List.of(levels)));
        return ItemCollection.of(KEYS, key(p, 1), manifest);
    }

    private static String metrics(ItemCollection collection) {
        return new String(collection.metrics(), StandardCharsets.UTF_8).replace('"', '\'');
    }

    @Test
    void allLevelsCountAndOtherPartitionKeysDoNot() {
        Level old = new Level(List.of(segment(key("x", 1), key("x", 5), 3 * GB)));
        Level recent = new Level(List.of(segment(key("x", 2), key("x", 9), GB / 2)));
        assertThat(of("x", recent, old).bytes()).isEqualTo(3 * GB + GB / 2);
        assertThat(metrics(of("x", recent, old)))
                .isEqualTo("{'ItemCollectionKey':{'p':{'S':'x'}},'SizeEstimateRangeGB':[3.0,4.0]}");
        assertThat(of("y", recent, old).bytes()).isZero();
    }

    @Test
    void moreThanTenGigabytesAreFull() {
        assertThat(of("x", new Level(List.of(segment(key("x", 1), key("x", 5), 10 * GB)))).isFull())
                .isFalse();
        assertThat(
                        of("x", new Level(List.of(segment(key("x", 1), key("x", 5), 10 * GB + 1))))
                                .isFull())
                .isTrue();
    }
}
