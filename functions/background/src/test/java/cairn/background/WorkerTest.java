package cairn.background;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.StorageKey;
import cairn.storage.background.CompactionRequest;
import cairn.storage.environment.InvocationEnvironment;
import cairn.storage.format.PartitionName;
import cairn.storage.format.StoredItem;
import cairn.storage.memory.MemoryStore;
import cairn.storage.partition.Change;
import cairn.storage.partition.Consistency;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Partition;
import cairn.storage.partition.PartitionWrite;
import cairn.storage.partition.Rules;
import cairn.storage.partition.Settlement;
import cairn.storage.partition.Tuning;
import cairn.storage.table.Tables;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Tasks on a store in memory that another process writes to.
final class WorkerTest {
    private static final int WRITES = 50;
    private static final int ITEM_BYTES = 100_000;

    private final MemoryStore store = new MemoryStore(Instant::now);
    private final List<PartitionName> due = new ArrayList<>();
    private final Tables tables =
            new Tables(
                    Engine.shared(environment(), store, Tuning.FUNCTION, Rules.ALL),
                    partition -> due.add(partition.name()));
    private final Worker worker = new Worker(environment(), store);

    private static InvocationEnvironment environment() {
        return new InvocationEnvironment(
                (name, e) -> {
                    throw new AssertionError(name, e);
                });
    }

    private static Duration plenty() {
        return Duration.ofMinutes(15);
    }

    /// A table with one partition in which enough waits for a compaction.
    private Partition grown(String name) {
        assertThat(tables.create(name, "{}", 1)).isTrue();
        Partition partition = tables.find(name).orElseThrow().partitions().getFirst();
        for (int i = 0; i < WRITES; i++) {
            Put put = new Put(key(i));
            partition.submit(List.of(put));
            assertThat(put.end.join()).isInstanceOf(Settlement.Decided.class);
        }
        assertThat(due).contains(partition.name());
        return partition;
    }

    private static StorageKey key(int i) {
        return StorageKey.of(ByteBuffer.allocate(12).putInt(8, i).array());
    }

    private record Put(StorageKey key, CompletableFuture<Settlement> end)
            implements PartitionWrite {
        Put(StorageKey key) {
            this(key, new CompletableFuture<>());
        }

        @Override
        public boolean needsCurrent() {
            return false;
        }

        @Override
        public Change decide(Optional<StoredItem> current) {
            return new Change.Put(new StoredItem(ITEM_BYTES, new byte[ITEM_BYTES]));
        }

        @Override
        public void settled(Settlement settlement) {
            end.complete(settlement);
        }

        @Override
        public int weightBytes() {
            return ITEM_BYTES;
        }
    }

    /// What the head says waits for a compaction, in bytes.
    private long waiting(PartitionName name) {
        Engine engine = Engine.shared(environment(), store, Tuning.FUNCTION, Rules.ALL);
        Partition fresh = Partition.of(engine, name, partition -> {});
        return fresh.uncompacted().description().uncompactedBytes();
    }

    private static void checkWhole(Partition partition) {
        for (int i = 0; i < WRITES; i++) {
            assertThat(partition.read(key(i), Consistency.STRONG)).as("item %d", i).isPresent();
        }
    }

    @Test
    void aPartitionIsCompactedOnRequest() {
        Partition partition = grown("Things");
        Task task = new Task.Compact(new CompactionRequest(partition.name()));
        worker.run(task, WorkerTest::plenty);
        assertThat(waiting(partition.name())).isZero();
        checkWhole(partition);
    }

    @Test
    void theSameRequestAgainDoesNothing() {
        Partition partition = grown("Things");
        Task task = new Task.Compact(new CompactionRequest(partition.name()));
        worker.run(task, WorkerTest::plenty);
        var head = store.get(partition.name().head());
        worker.run(task, WorkerTest::plenty);
        assertThat(store.get(partition.name().head()))
                .usingRecursiveComparison()
                .ignoringFields("storeTime")
                .isEqualTo(head);
    }

    @Test
    void aRequestForADeletedTableDoesNothing() {
        Partition partition = grown("Things");
        assertThat(tables.delete("Things", entry -> {})).isPresent();
        worker.run(new Task.Compact(new CompactionRequest(partition.name())), WorkerTest::plenty);
        assertThat(waiting(partition.name())).isGreaterThan(Tuning.FUNCTION.compactAtBytes());
    }

    @Test
    void aSweepFindsWhatNobodyAskedFor() {
        Partition one = grown("One");
        Partition two = grown("Two");
        worker.run(new Task.Sweep(), WorkerTest::plenty);
        assertThat(waiting(one.name())).isZero();
        assertThat(waiting(two.name())).isZero();
        checkWhole(one);
        checkWhole(two);
    }

    @Test
    void aSweepBeginsNoJobThatItHasNoTimeFor() {
        Partition partition = grown("Things");
        worker.run(new Task.Sweep(), () -> Worker.JOB_LEFT_MIN);
        assertThat(waiting(partition.name())).isGreaterThan(Tuning.FUNCTION.compactAtBytes());
    }
}
