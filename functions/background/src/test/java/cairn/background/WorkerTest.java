package cairn.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.StorageKey;
import cairn.storage.background.Compaction;
import cairn.storage.background.JobName;
import cairn.storage.edit.Change;
import cairn.storage.edit.Edit;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.edit.Settlement;
import cairn.storage.environment.InvocationEnvironment;
import cairn.storage.event.Event;
import cairn.storage.format.PartitionName;
import cairn.storage.format.StoredItem;
import cairn.storage.memory.MemoryStore;
import cairn.storage.partition.Consistency;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Partition;
import cairn.storage.partition.Rules;
import cairn.storage.partition.Tuning;
import cairn.storage.port.ByteRange;
import cairn.storage.port.Content;
import cairn.storage.port.DeleteOutcome;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ListOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.ObjectStore;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.Version;
import cairn.storage.table.Tables;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Tasks on a store in memory to which another process writes.
final class WorkerTest {
    private static final String DESCRIPTOR =
            "{\"id\":\"1\",\"createdMicros\":0,\"keys\":[{\"name\":\"p\",\"type\":\"S\"}]}";

    private static final int WRITES = 50;
    private static final int ITEM_BYTES = 100_000;
    private static final int LARGE_ITEM_BYTES = 390_000;
    private static final long SEED = 20261126;

    private final MemoryStore store = new MemoryStore(Instant::now);
    private final List<PartitionName> due = new ArrayList<>();
    private final Tables tables = tables();
    private final Worker worker = new Worker(environment(), store);

    private Tables tables() {
        Engine engine = Engine.shared(environment(), store, Tuning.FUNCTION, Rules.ALL);
        engine.events()
                .add(
                        event -> {
                            if (event instanceof Event.CompactionDue(var partition, long bytes)) {
                                due.add(partition);
                            }
                        });
        return new Tables(engine);
    }

    private static InvocationEnvironment environment() {
        return new InvocationEnvironment(
                (name, e) -> {
                    throw new AssertionError(name, e);
                });
    }

    private static Duration plenty() {
        return Duration.ofMinutes(15);
    }

    /// A table with one partition that is due for a compaction.
    private Partition grown(String name) {
        return grown(name, () -> new byte[ITEM_BYTES]);
    }

    private Partition grown(String name, Supplier<byte[]> items) {
        assertThat(tables.create(name, DESCRIPTOR, 1)).isTrue();
        Partition partition = tables.find(name).orElseThrow().partitions().getFirst();
        for (int i = 0; i < WRITES; i++) {
            Put put = new Put(key(i), items.get());
            partition.submit(List.of(put));
            assertThat(put.end.join()).isInstanceOf(Settlement.Decided.class);
        }
        assertThat(due).contains(partition.name());
        return partition;
    }

    private static StorageKey key(int i) {
        return StorageKey.of(ByteBuffer.allocate(12).putInt(8, i).array());
    }

    private record Put(StorageKey key, byte[] item, CompletableFuture<Settlement> end)
            implements PartitionWrite {
        Put(StorageKey key, byte[] item) {
            this(key, item, new CompletableFuture<>());
        }

        @Override
        public boolean needsCurrent() {
            return false;
        }

        @Override
        public List<StorageKey> keys() {
            return List.of(key);
        }

        @Override
        public Edit decide(PartitionState state) {
            return Edit.of(Change.put(key, new StoredItem(item.length, item)));
        }

        @Override
        public void settled(Settlement settlement) {
            end.complete(settlement);
        }

        @Override
        public int weightBytes() {
            return item.length;
        }
    }

    /// Compacts a partition as another process would; the compaction is complete on return.
    private void compactedByAnother(PartitionName name) {
        new Worker(environment(), store).run(new Task.Run(Compaction.of(name)), WorkerTest::plenty);
        assertThat(waiting(name)).isZero();
    }

    private Object head(PartitionName name) {
        return ((GetOutcome.Found) store.get(name.head())).version();
    }

    /// The bytes that wait for a compaction, according to the head.
    private long waiting(PartitionName name) {
        Engine engine = Engine.shared(environment(), store, Tuning.FUNCTION, Rules.ALL);
        Partition fresh = Partition.of(engine, name);
        return fresh.compactionInput().manifest().uncompactedBytes();
    }

    private static void checkWhole(Partition partition) {
        for (int i = 0; i < WRITES; i++) {
            assertThat(partition.read(key(i), Consistency.STRONG)).as("item %d", i).isPresent();
        }
    }

    @Test
    void aPartitionIsCompactedOnRequest() {
        Partition partition = grown("Things");
        Task task = new Task.Run(Compaction.of(partition.name()));
        worker.run(task, WorkerTest::plenty);
        assertThat(waiting(partition.name())).isZero();
        checkWhole(partition);
    }

    @Test
    void theSameRequestAgainDoesNothing() {
        Partition partition = grown("Things");
        Task task = new Task.Run(Compaction.of(partition.name()));
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
        worker.run(new Task.Run(Compaction.of(partition.name())), WorkerTest::plenty);
        assertThat(waiting(partition.name())).isGreaterThan(Tuning.FUNCTION.compactAtBytes());
    }

    @Test
    void aRequestForWhatIsNotThereIsRefused() {
        for (JobName job :
                List.of(
                        new JobName("compact", "here"),
                        new JobName("compact", "a/b"),
                        new JobName("paint", "a/b"))) {
            assertThatThrownBy(() -> worker.run(new Task.Run(job), WorkerTest::plenty))
                    .isInstanceOf(IllegalArgumentException.class);
        }
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

    @Test
    void aRaceLostAtTheLastMomentIsNoFailure() {
        PartitionName name = grown("Things").name();
        List<Object> rivals = new ArrayList<>();
        Meddled meddled =
                new Meddled(
                        Request.PUT_SEGMENT,
                        () -> {
                            compactedByAnother(name);
                            rivals.add(head(name));
                        });
        new Worker(environment(), meddled)
                .run(new Task.Run(Compaction.of(name)), WorkerTest::plenty);
        assertThat(meddled.segments).isEqualTo(1);
        assertThat(rivals).containsExactly(head(name));
    }

    @Test
    void nothingIsMergedThatAnotherProcessHasMerged() {
        PartitionName name = grown("Things").name();
        Meddled meddled = new Meddled(Request.GET_CHUNK, () -> compactedByAnother(name));
        new Worker(environment(), meddled)
                .run(new Task.Run(Compaction.of(name)), WorkerTest::plenty);
        assertThat(meddled.met).isTrue();
        assertThat(meddled.segments).isZero();
    }

    @Test
    void aLongMergeEndsSoonAfterAnotherProcessHasPublished() {
        SplittableRandom random = new SplittableRandom(SEED);
        // Random bytes do not compress, so this is more than one segment of 16 MiB.
        Supplier<byte[]> items =
                () -> {
                    byte[] item = new byte[LARGE_ITEM_BYTES];
                    random.nextBytes(item);
                    return item;
                };
        PartitionName name = grown("Things", items).name();
        Meddled meddled = new Meddled(Request.PUT_SEGMENT, () -> compactedByAnother(name));
        new Worker(environment(), meddled)
                .run(new Task.Run(Compaction.of(name)), WorkerTest::plenty);
        assertThat(meddled.segments).isEqualTo(1);
    }

    @Test
    void aTableDeletedDuringTheMergeIsNoFailure() {
        PartitionName name = grown("Things").name();
        Meddled meddled =
                new Meddled(
                        Request.PUT_SEGMENT,
                        () -> assertThat(tables.delete("Things", entry -> {})).isPresent());
        new Worker(environment(), meddled)
                .run(new Task.Run(Compaction.of(name)), WorkerTest::plenty);
        assertThat(meddled.met).isTrue();
    }

    @Test
    void aDamagedChunkIsAFailure() {
        PartitionName name = grown("Things").name();
        Meddled meddled = new Meddled(Request.GET_CHUNK, () -> {});
        meddled.damage = true;
        Worker meddledWith = new Worker(environment(), meddled);
        Task task = new Task.Run(Compaction.of(name));
        assertThatThrownBy(() -> meddledWith.run(task, WorkerTest::plenty))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("jobs failed: [" + Compaction.of(name));
    }

    private enum Request {
        GET_CHUNK("/chunks/"),
        PUT_SEGMENT("/segments/");

        private final String part;

        Request(String part) {
            this.part = part;
        }
    }

    /// The same store for one process, with an intervention in the middle of its work. The
    /// intervention runs before the store serves the process's first request of a kind.
    private final class Meddled implements ObjectStore {
        private final Request before;
        private final Runnable meddling;
        private boolean damage;
        private boolean met;
        private int segments;

        Meddled(Request before, Runnable meddling) {
            this.before = before;
            this.meddling = meddling;
        }

        private synchronized void serving(Request kind, ObjectKey key) {
            if (key.name().contains(kind.part) && kind == before && !met) {
                met = true;
                meddling.run();
            }
        }

        private GetOutcome damaged(ObjectKey key, GetOutcome outcome) {
            if (damage
                    && key.name().contains(Request.GET_CHUNK.part)
                    && outcome instanceof GetOutcome.Found found) {
                byte[] bytes = found.bytes().clone();
                bytes[bytes.length / 2] ^= 1;
                return new GetOutcome.Found(bytes, found.version(), found.storeTime());
            }
            return outcome;
        }

        @Override
        public GetOutcome get(ObjectKey key) {
            serving(Request.GET_CHUNK, key);
            return damaged(key, store.get(key));
        }

        @Override
        public GetOutcome get(ObjectKey key, ByteRange range) {
            serving(Request.GET_CHUNK, key);
            return damaged(key, store.get(key, range));
        }

        @Override
        public GetOutcome getUnless(ObjectKey key, Version known) {
            return store.getUnless(key, known);
        }

        @Override
        public PutOutcome put(ObjectKey key, Content content, Precondition precondition) {
            if (key.name().contains(Request.PUT_SEGMENT.part)) {
                segments++;
            }
            serving(Request.PUT_SEGMENT, key);
            return store.put(key, content, precondition);
        }

        @Override
        public DeleteOutcome delete(List<ObjectKey> keys) {
            return store.delete(keys);
        }

        @Override
        public ListOutcome list(String prefix, String startAfter) {
            return store.list(prefix, startAfter);
        }
    }
}
