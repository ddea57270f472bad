package cairn.storage.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.StorageKey;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;
import cairn.storage.memory.MemoryStore;
import cairn.storage.partition.Consistency;
import cairn.storage.partition.Engine;
import cairn.storage.partition.ManualEnvironment;
import cairn.storage.partition.ProbeWrite;
import cairn.storage.partition.Rules;
import cairn.storage.partition.Tuning;
import cairn.storage.segment.Range;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Compares walks over a table of several partitions with a sorted set.
class TableWalkTest {
    private final ManualEnvironment environment = new ManualEnvironment(1);
    private final MemoryStore store = new MemoryStore(() -> Instant.EPOCH);
    private final Tables tables = tables();

    private Tables tables() {
        return new Tables(Engine.shared(environment, store, Tuning.DEFAULT, Rules.ALL));
    }

    private <T> T result(Supplier<T> body) {
        CompletableFuture<T> result = new CompletableFuture<>();
        environment.start(
                "test",
                () -> {
                    try {
                        result.complete(body.get());
                    } catch (RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                });
        return environment.result(result);
    }

    private Table table(Tables all, NavigableSet<StorageKey> keys) {
        Table table = result(() -> all.find("t").orElseThrow());
        List<ProbeWrite> writes = new ArrayList<>();
        for (StorageKey key : keys) {
            writes.add(ProbeWrite.put(ByteBuffer.wrap(key.bytes()).getLong(), 10));
        }
        table.submit(writes);
        writes.forEach(write -> environment.result(write.end()));
        return table;
    }

    private static NavigableSet<StorageKey> keys(Random random, int count) {
        NavigableSet<StorageKey> keys = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            keys.add(key(random));
        }
        return keys;
    }

    private static StorageKey key(Random random) {
        return StorageKey.of(ByteBuffer.allocate(Long.BYTES).putLong(random.nextLong()).array());
    }

    private static List<StorageKey> walked(TableWalk walk) {
        List<StorageKey> keys = new ArrayList<>();
        walk.forEachRemaining(record -> keys.add(record.key()));
        return keys;
    }

    private static NavigableSet<StorageKey> within(NavigableSet<StorageKey> keys, Range range) {
        NavigableSet<StorageKey> low =
                range.from().map(from -> keys.tailSet(from, true)).orElse(keys);
        NavigableSet<StorageKey> both = range.to().map(to -> low.headSet(to, false)).orElse(low);
        return range.ascending() ? both : both.descendingSet();
    }

    @Test
    void anyRangeIsWalkedInItsDirectionOverAllItsPartitions() {
        Random random = new Random(7);
        result(() -> tables.create("t", "{}", 5));
        NavigableSet<StorageKey> keys = keys(random, 200);
        Table table = table(tables, keys);
        for (int i = 0; i < 200; i++) {
            StorageKey one = key(random);
            StorageKey other = key(random);
            StorageKey low = one.compareTo(other) < 0 ? one : other;
            StorageKey high = one.compareTo(other) < 0 ? other : one;
            Range range =
                    new Range(
                            random.nextInt(4) == 0 ? Optional.empty() : Optional.of(low),
                            random.nextInt(4) == 0 ? Optional.empty() : Optional.of(high),
                            random.nextBoolean());
            List<StorageKey> walked =
                    result(() -> walked(table.walk(range, Consistency.STRONG, Waiting.ALLOWED)));
            assertThat(walked).as("%s", range).containsExactlyElementsOf(within(keys, range));
            StorageKey behind = walked.isEmpty() ? low : walked.get(walked.size() / 2);
            if (!walked.isEmpty()) {
                assertThat(within(keys, range.behind(behind)))
                        .as("%s behind %s", range, behind)
                        .containsExactlyElementsOf(
                                walked.subList(walked.size() / 2 + 1, walked.size()));
            }
        }
    }

    @Test
    void aWalkThatMayNotWaitGoesAsFarAsMemory() {
        result(() -> tables.create("t", "{}", 3));
        NavigableSet<StorageKey> keys = keys(new Random(3), 60);
        table(tables, keys);
        Tables others = tables();
        Table table = result(() -> others.find("t").orElseThrow());
        assertThatThrownBy(
                        () ->
                                walked(
                                        table.walk(
                                                Range.ALL,
                                                Consistency.EVENTUAL,
                                                Waiting.NOT_ALLOWED)))
                .isInstanceOf(WouldWait.class);
        result(() -> walked(table.walk(Range.ALL, Consistency.EVENTUAL, Waiting.ALLOWED)));
        assertThat(walked(table.walk(Range.ALL, Consistency.EVENTUAL, Waiting.NOT_ALLOWED)))
                .containsExactlyElementsOf(keys);
    }
}
