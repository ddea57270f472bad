package cairn.storage.partition;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.StorageKey;
import cairn.storage.edit.Change;
import cairn.storage.edit.Edit;
import cairn.storage.edit.HeadChange;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.edit.Settlement;
import cairn.storage.environment.UniqueName;
import cairn.storage.format.DataName;
import cairn.storage.format.Fields;
import cairn.storage.format.Level;
import cairn.storage.format.LogRecord;
import cairn.storage.format.PartitionName;
import cairn.storage.format.SegmentRef;
import cairn.storage.format.StoredItem;
import cairn.storage.log.Commit;
import cairn.storage.log.LifeState;
import cairn.storage.log.Manifest;
import cairn.storage.memory.MemoryStore;
import cairn.storage.port.ByteRange;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// One write makes one edit: of several items, of several runs, of the head, or of all together.
class EditTest {
    private static final int ENTRIES = 4;

    private final ManualEnvironment environment = new ManualEnvironment(1);
    private final Engine engine =
            Engine.shared(
                    environment, new MemoryStore(() -> Instant.EPOCH), Tuning.DEFAULT, Rules.ALL);
    private final PartitionName name =
            new PartitionName(UniqueName.fresh(0, environment), UniqueName.fresh(0, environment));
    private final Partition partition = Partition.of(engine, name);

    /// A write of items 1 and 2.
    private record Both(Function<PartitionState, Edit> judge, CompletableFuture<Settlement> end)
            implements PartitionWrite {
        Both(Function<PartitionState, Edit> judge) {
            this(judge, new CompletableFuture<>());
        }

        @Override
        public List<StorageKey> keys() {
            return List.of(ProbeWrite.key(1), ProbeWrite.key(2));
        }

        @Override
        public boolean needsCurrent() {
            return true;
        }

        @Override
        public Edit decide(PartitionState state) {
            return judge.apply(state);
        }

        @Override
        public void settled(Settlement settlement) {
            end.complete(settlement);
        }

        @Override
        public int weightBytes() {
            return 200;
        }
    }

    /// Deletes the partition.
    private record Tombstone(CompletableFuture<Settlement> end) implements HeadChange {
        @Override
        public Edit decide(PartitionState state) {
            return Edit.of(state.manifest().with(new LifeState.Deleted()));
        }

        @Override
        public void settled(Settlement settlement) {
            end.complete(settlement);
        }
    }

    private static StoredItem item(int value) {
        return new StoredItem(1, new byte[] {(byte) value});
    }

    private Optional<Integer> value(int run, long key) {
        CompletableFuture<Optional<Integer>> value = new CompletableFuture<>();
        environment.start(
                "read",
                () ->
                        value.complete(
                                partition.reading(
                                        Consistency.STRONG,
                                        reader ->
                                                reader.find(run, ProbeWrite.key(key))
                                                        .map(found -> (int) found.json()[0]))));
        return environment.result(value);
    }

    private List<Commit> log() {
        CompletableFuture<List<Commit>> log = new CompletableFuture<>();
        environment.start(
                "log",
                () -> {
                    List<Commit> commits = new ArrayList<>();
                    Iterator<Commit> all = partition.log().after(0);
                    all.forEachRemaining(commits::add);
                    log.complete(commits);
                });
        return environment.result(log);
    }

    private static Edit both(int value) {
        return Edit.of(
                List.of(
                        Change.put(ProbeWrite.key(1), item(value)),
                        Change.put(ENTRIES, ProbeWrite.key(1), item(value + 1)),
                        Change.put(ProbeWrite.key(2), item(value + 2))));
    }

    @Test
    void severalItemsAndRunsChangeInOneCommit() {
        Both write = new Both(state -> both(7));
        partition.submit(write);
        assertThat(environment.result(write.end)).isEqualTo(new Settlement.Decided(3));
        assertThat(value(0, 1)).contains(7);
        assertThat(value(ENTRIES, 1)).contains(8);
        assertThat(value(0, 2)).contains(9);
        assertThat(value(ENTRIES, 2)).isEmpty();
        assertThat(log()).hasSize(1);
        assertThat(log().getFirst().records())
                .extracting(LogRecord::run)
                .containsExactly(0, ENTRIES, 0);
    }

    @Test
    void aWriteSeesWhatThoseBeforeItInTheBatchDid() {
        Both first = new Both(state -> both(7));
        Both second =
                new Both(
                        state -> {
                            int seen = state.find(ENTRIES, ProbeWrite.key(1)).get().json()[0];
                            return Edit.of(Change.put(ProbeWrite.key(2), item(seen)));
                        });
        partition.submit(List.of(first, second));
        assertThat(environment.result(second.end)).isEqualTo(new Settlement.Decided(4));
        assertThat(value(0, 2)).contains(8);
        assertThat(log()).hasSize(1);
    }

    @Test
    void aRefusedWriteLeavesNothingOfItself() {
        Both refused =
                new Both(state -> state.item(ProbeWrite.key(1)).isEmpty() ? Edit.NONE : both(1));
        Both failed =
                new Both(
                        state -> {
                            throw new IllegalStateException("a mistake");
                        });
        ProbeWrite sound = ProbeWrite.put(5, 1);
        partition.submit(List.of(refused, failed, sound));
        assertThat(environment.result(refused.end)).isEqualTo(new Settlement.Decided(0));
        assertThat(environment.result(failed.end)).isInstanceOf(Settlement.Failed.class);
        assertThat(environment.result(sound.end())).isEqualTo(new Settlement.Decided(1));
        assertThat(log().getFirst().records()).hasSize(1);
    }

    /// All writes are submitted in one batch. Those after the tombstone are not part of its commit.
    @Test
    void nothingIsWrittenBehindATombstone() {
        ProbeWrite before = ProbeWrite.put(1, 1);
        Tombstone tombstone = new Tombstone(new CompletableFuture<>());
        ProbeWrite behind = ProbeWrite.put(2, 1);
        partition.submit(List.of(before, tombstone, behind));
        assertThat(environment.result(before.end())).isEqualTo(new Settlement.Decided(1));
        assertThat(environment.result(tombstone.end)).isInstanceOf(Settlement.Decided.class);
        assertThat(environment.result(behind.end())).isInstanceOf(Settlement.Deleted.class);
    }

    /// A change of the head that adds a segment of a run that nothing else uses.
    private record NewRun(SegmentRef segment, CompletableFuture<Settlement> end)
            implements HeadChange {
        @Override
        public Edit decide(PartitionState state) {
            List<Level> levels = List.of(new Level(List.of(segment)));
            return Edit.of(state.manifest().compacted(0, state.manifest().runs().with(9, levels)));
        }

        @Override
        public void settled(Settlement settlement) {
            end.complete(settlement);
        }
    }

    @Test
    void theHeadAndItemsChangeInOneCommit() {
        StorageKey key = ProbeWrite.key(1);
        DataName data = new DataName(name, UniqueName.fresh(0, environment));
        ByteRange footer = new ByteRange(0, 1);
        SegmentRef segment = new SegmentRef(data, key, key, 1, 1, 1, footer, Fields.Unknown.NONE);
        NewRun change = new NewRun(segment, new CompletableFuture<>());
        ProbeWrite behind = ProbeWrite.put(1, 1);
        partition.submit(List.of(change, behind));
        assertThat(environment.result(change.end)).isInstanceOf(Settlement.Decided.class);
        assertThat(environment.result(behind.end())).isEqualTo(new Settlement.Decided(1));
        CompletableFuture<Optional<Manifest>> manifest = new CompletableFuture<>();
        environment.start("look", () -> manifest.complete(partition.confirmedManifest()));
        assertThat(environment.result(manifest).orElseThrow().runs().of(9)).hasSize(1);
        assertThat(log()).hasSize(1);
    }

    /// A later Cairn leaves such a head when it splits a partition. Reads and writes refuse it.
    @Test
    void aSplitPartitionIsNeitherReadNorWritten() {
        LifeState.Child child = new LifeState.Child(StorageKey.of(new byte[0]), name);
        Both split =
                new Both(
                        state ->
                                Edit.of(
                                        state.manifest()
                                                .with(new LifeState.Sealed(List.of(child)))));
        partition.submit(split);
        assertThat(environment.result(split.end)).isInstanceOf(Settlement.Decided.class);
        ProbeWrite late = ProbeWrite.put(2, 1);
        partition.submit(late);
        assertThat(environment.result(late.end()))
                .isInstanceOfSatisfying(
                        Settlement.Failed.class,
                        end -> assertThat(end.why()).contains("was split"));
    }
}
