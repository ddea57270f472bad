package cairn.storage.partition;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.background.Compaction;
import cairn.storage.background.WatchedJobs;
import cairn.storage.budget.Budget;
import cairn.storage.edit.Edit;
import cairn.storage.edit.HeadChange;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.Settlement;
import cairn.storage.environment.UniqueName;
import cairn.storage.format.PartitionName;
import cairn.storage.log.LifeState;
import cairn.storage.segment.Range;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// What a partition returns, when, and what it keeps in memory.
final class PartitionTest {
    private final ManualEnvironment environment = new ManualEnvironment(1);
    private final TroubledStore store = new TroubledStore(environment);
    private final UniqueName incarnation = UniqueName.fresh(1_000_000, environment);
    private final PartitionName name =
            new PartitionName(incarnation, UniqueName.fresh(1_000_000, environment));

    private Engine engine() {
        return engine(unthrottled(Tuning.DEFAULT.limits()));
    }

    /// Writes of a test cause neither throttling nor a compaction.
    private static Tuning unthrottled(Budget.Limits limits) {
        return SmallChunks.tuning(1 << 20, 1 << 20, limits);
    }

    private Engine engine(Tuning tuning) {
        return Engine.shared(environment, store, tuning, Rules.ALL);
    }

    private Partition partition(Engine engine) {
        return Partition.of(engine, name);
    }

    /// Advances time, so that each write has a different time.
    private Settlement written(Partition partition, long key, int bytes) {
        environment.pass(Duration.ofMillis(1));
        return environment.result(write(partition, key, bytes));
    }

    private static CompletableFuture<Settlement> write(Partition partition, long key, int bytes) {
        return submit(partition, ProbeWrite.put(key, bytes));
    }

    private static CompletableFuture<Settlement> submit(Partition partition, ProbeWrite write) {
        partition.submit(List.of(write));
        return write.end();
    }

    private static boolean has(Partition partition, long key) {
        return partition.read(ProbeWrite.key(key), Consistency.STRONG).isPresent();
    }

    @Test
    void aWriterIsThrottledOnlyAsLongAsTheStoreSaysSo() {
        Tuning tuning = SmallChunks.tuning(3000, 3000, Tuning.DEFAULT.limits());
        Partition writer = partition(engine(tuning));
        for (int i = 0; !(written(writer, i, 900) instanceof Settlement.Throttled); i++) {
            assertThat(i).isLessThan(100);
        }
        Partition elsewhere = partition(engine(tuning));
        assertThat(elsewhere.compactionDue()).isTrue();
        WatchedJobs.of(elsewhere.engine()).run(Compaction.of(elsewhere.name()), () -> true);
        assertThat(written(writer, 1, 900)).isInstanceOf(Settlement.Decided.class);
    }

    @Test
    void aWriteBehindASilentStoreIsAnsweredAtItsDeadlineAndNeverApplied() {
        Partition partition = partition(engine());
        written(partition, 1, 10);
        store.silence(TroubledStore::isHead);
        int puts = store.puts();
        CompletableFuture<Settlement> sent = write(partition, 2, 10);
        environment.until(() -> store.puts() > puts);
        CompletableFuture<Settlement> waiting = write(partition, 3, 10);
        assertThat(environment.result(sent)).isInstanceOf(Settlement.Unknown.class);
        assertThat(environment.result(waiting)).isInstanceOf(Settlement.Failed.class);
        store.silence(key -> false);
        environment.untilAllEnded();
        assertThat(has(partition, 2)).isTrue();
        assertThat(has(partition, 3)).isFalse();
    }

    @Test
    void aWriteBehindAPutThatDoesNotReturnIsAnsweredAtItsDeadlineAndNeverApplied() {
        Partition partition = partition(engine());
        written(partition, 1, 10);
        store.hold(TroubledStore::isHead);
        int puts = store.puts();
        CompletableFuture<Settlement> sent = write(partition, 2, 10);
        environment.until(() -> store.puts() > puts);
        CompletableFuture<Settlement> waiting = write(partition, 3, 10);
        assertThat(environment.result(sent)).isInstanceOf(Settlement.Unknown.class);
        assertThat(environment.result(waiting)).isInstanceOf(Settlement.Failed.class);
        store.release();
        environment.untilAllEnded();
        assertThat(has(partition, 2)).isTrue();
        assertThat(has(partition, 3)).isFalse();
    }

    @Test
    void aWriteForWhichThereIsNoSpaceIsNotDone() {
        Partition partition = partition(engine());
        written(partition, 1, 10);
        store.fill(TroubledStore::isHead);
        int puts = store.puts();
        assertThat(written(partition, 2, 10))
                .isEqualTo(new Settlement.Failed("nothing was stored: no space"));
        assertThat(store.puts()).isEqualTo(puts + 1);
        store.fill(key -> false);
        assertThat(written(partition, 3, 10)).isInstanceOf(Settlement.Decided.class);
        assertThat(has(partition, 2)).isFalse();
        assertThat(has(partition, 3)).isTrue();
    }

    @Test
    void aPutThatMayHaveTakenEffectIsSentAgainThoughThereIsNoSpaceNow() {
        Partition partition = partition(engine());
        written(partition, 1, 10);
        store.silence(TroubledStore::isHead);
        int puts = store.puts();
        CompletableFuture<Settlement> sent = write(partition, 2, 10);
        environment.until(() -> store.puts() > puts);
        store.fill(TroubledStore::isHead);
        store.silence(key -> false);
        assertThat(environment.result(sent)).isInstanceOf(Settlement.Unknown.class);
        store.fill(key -> false);
        environment.untilAllEnded();
        assertThat(has(partition, 2)).isTrue();
    }

    @Test
    void aWriteWhoseChunkComesTooLateIsNotSent() {
        Partition partition = partition(engine());
        store.hold(key -> key.name().contains("/chunks/"));
        written(partition, 1, 1900);
        CompletableFuture<Settlement> late = write(partition, 2, 1900);
        environment.pass(SmallChunks.DEADLINE.multipliedBy(2));
        store.release();
        assertThat(environment.result(late)).isInstanceOf(Settlement.Failed.class);
        environment.untilAllEnded();
        assertThat(has(partition, 2)).isFalse();
    }

    @Test
    void aWriteWhoseItemComesTooLateIsNotApplied() {
        written(partition(engine()), 1, 10);
        store.hold(TroubledStore::isHead);
        Partition fresh = partition(engine());
        CompletableFuture<Settlement> late = submit(fresh, ProbeWrite.delete(1));
        assertThat(environment.result(late)).isInstanceOf(Settlement.Failed.class);
        store.release();
        environment.untilAllEnded();
        assertThat(has(fresh, 1)).isTrue();
    }

    @Test
    void aChangeOfTheDescriptionHasADeadlineToo() {
        Partition partition = partition(engine());
        written(partition, 1, 10);
        store.silence(TroubledStore::isHead);
        CompletableFuture<Settlement> end = new CompletableFuture<>();
        partition.submit(deletion(end::complete));
        assertThat(environment.result(end)).isInstanceOf(Settlement.Unknown.class);
        store.silence(key -> false);
        environment.untilAllEnded();
        assertThat(written(partition, 2, 10)).isInstanceOf(Settlement.Deleted.class);
    }

    private static HeadChange deletion(Consumer<Settlement> end) {
        return new HeadChange() {
            @Override
            public Edit decide(PartitionState state) {
                return Edit.of(state.manifest().with(new LifeState.Deleted()));
            }

            @Override
            public void settled(Settlement settlement) {
                end.accept(settlement);
            }
        };
    }

    private void delete(Partition partition) {
        CompletableFuture<Settlement> end = new CompletableFuture<>();
        partition.submit(deletion(end::complete));
        assertThat(environment.result(end)).isInstanceOf(Settlement.Decided.class);
    }

    @Test
    void aWriteThatCannotBeJudgedFailsAlone() {
        Partition partition = partition(engine());
        written(partition, 1, 10);
        ProbeWrite broken =
                ProbeWrite.judging(
                        1,
                        current -> {
                            throw new IllegalArgumentException("broken");
                        });
        ProbeWrite deep =
                ProbeWrite.judging(
                        1,
                        current -> {
                            throw new StackOverflowError();
                        });
        List<ProbeWrite> batch =
                List.of(ProbeWrite.put(2, 10), broken, deep, ProbeWrite.put(3, 10));
        partition.submit(batch);
        assertThat(environment.result(broken.end())).isInstanceOf(Settlement.Failed.class);
        assertThat(environment.result(deep.end())).isInstanceOf(Settlement.Failed.class);
        for (ProbeWrite sound : List.of(batch.getFirst(), batch.getLast())) {
            assertThat(environment.result(sound.end())).isInstanceOf(Settlement.Decided.class);
        }
        assertThat(has(partition, 2) && has(partition, 3)).isTrue();
    }

    @Test
    void aPartitionIsOneObjectOfAnEngine() {
        Engine engine = engine();
        assertThat(partition(engine)).isSameAs(partition(engine));
        assertThat(partition(engine)).isNotSameAs(partition(engine()));
    }

    @Test
    void aDeletedPartitionHoldsNothing() {
        Engine engine = engine(SmallChunks.tuning(1 << 20, 3000, Tuning.DEFAULT.limits()));
        WatchedJobs.listen(engine);
        Partition partition = Partition.of(engine, name);
        for (int i = 0; i < 20; i++) {
            assertThat(written(partition, i, 900)).isInstanceOf(Settlement.Decided.class);
        }
        environment.untilAllEnded();
        assertThat(read(partition)).isEqualTo(20);
        assertThat(engine.cache().bytes()).isPositive();
        assertThat(engine.budget().bytes(Budget.Use.RECENT)).isPositive();
        Engine elsewhere = engine();
        read(partition(elsewhere));
        delete(partition);
        environment.untilAllEnded();
        assertHoldsNothing(engine);
        assertThat(written(partition(elsewhere), 1, 10)).isInstanceOf(Settlement.Deleted.class);
        environment.untilAllEnded();
        assertHoldsNothing(elsewhere);
    }

    private static int read(Partition partition) {
        return partition.reading(
                Consistency.STRONG,
                snapshot -> {
                    List<Object> records = new ArrayList<>();
                    snapshot.walk(Range.ALL).forEachRemaining(records::add);
                    return records.size();
                });
    }

    private static void assertHoldsNothing(Engine engine) {
        for (Budget.Use use : Budget.Use.values()) {
            assertThat(engine.budget().bytes(use)).as(use.name()).isZero();
        }
        assertThat(engine.partitions().count()).isZero();
        assertThat(engine.cache().bytes()).isZero();
    }

    @Test
    void waitingWritesAreBoundedInBytes() {
        Budget.Limits limits = new Budget.Limits(4 << 20, 32 << 20, 8 << 20);
        Engine engine = engine(unthrottled(limits));
        List<Partition> partitions = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            PartitionName of =
                    new PartitionName(incarnation, UniqueName.fresh(2_000_000, environment));
            partitions.add(Partition.of(engine, of));
            written(partitions.getLast(), 1, 10);
        }
        store.silence(key -> true);
        List<CompletableFuture<Settlement>> ends = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ends.add(write(partitions.get(i % 4), i, 390_000));
            assertThat(engine.budget().bytes(Budget.Use.WRITES)).isLessThan(4 << 20);
        }
        long throttled =
                ends.stream()
                        .filter(CompletableFuture::isDone)
                        .filter(end -> end.join() instanceof Settlement.Throttled)
                        .count();
        assertThat(throttled).isEqualTo(90);
        environment.until(() -> ends.stream().allMatch(CompletableFuture::isDone));
        store.silence(key -> false);
        environment.untilAllEnded();
        assertThat(engine.budget().bytes(Budget.Use.WRITES)).isZero();
        assertThat(engine.budget().bytes(Budget.Use.SENDING)).isZero();
    }

    @Test
    void partitionsThatAreWrittenTogetherRememberNoMoreThanTheyMay() {
        int bound = 400_000;
        Engine engine = engine(unthrottled(new Budget.Limits(4 << 20, bound, 8 << 20)));
        WatchedJobs.listen(engine);
        List<Partition> partitions = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            PartitionName of =
                    new PartitionName(incarnation, UniqueName.fresh(2_000_000, environment));
            partitions.add(Partition.of(engine, of));
        }
        for (int i = 0; i < 2000; i++) {
            Partition partition = partitions.get(i % partitions.size());
            int item = i;
            environment.until(() -> writtenOrThrottled(partition, item));
            assertThat(engine.budget().bytes(Budget.Use.RECENT)).isLessThan(bound + 10_000);
        }
        environment.untilAllEnded();
        assertThat(engine.budget().bytes(Budget.Use.RECENT)).isLessThan(bound);
        for (Partition partition : partitions) {
            assertThat(read(partition)).isEqualTo(50);
        }
    }

    @Test
    void writesAreThrottledWhileWhatWasWrittenCannotBeCompacted() {
        int bound = 100_000;
        Tuning tuning = Tuning.DEFAULT.limited(1 << 20, new Budget.Limits(4 << 20, bound, 8 << 20));
        Engine engine = engine(tuning);
        WatchedJobs.listen(engine);
        Partition partition = Partition.of(engine, name);
        store.silence(key -> key.name().contains("/chunks/"));
        for (int i = 0; !(written(partition, i, 900) instanceof Settlement.Throttled); i++) {
            assertThat(i).isLessThan(200);
        }
        assertThat(engine.budget().bytes(Budget.Use.RECENT)).isLessThan(bound + 3000);
        store.silence(key -> false);
        environment.until(() -> writtenOrThrottled(partition, 1));
        environment.untilAllEnded();
    }

    private boolean writtenOrThrottled(Partition partition, int item) {
        Settlement end = written(partition, item, 900);
        assertThat(end).isInstanceOfAny(Settlement.Decided.class, Settlement.Throttled.class);
        return end instanceof Settlement.Decided;
    }

    @Test
    void anAnswerOlderThanWhatWasForgottenIsNotBelieved() {
        Engine owner = Engine.soleOwner(environment, store, Tuning.DEFAULT, Rules.ALL);
        Partition partition = partition(owner);
        store.delayAnswers(TroubledStore::isHead);
        int gets = store.gets();
        CompletableFuture<Boolean> crossing = new CompletableFuture<>();
        environment.start("read", () -> crossing.complete(has(partition, 1)));
        environment.until(() -> store.gets() > gets);
        store.answerAtOnce();
        written(partition, 1, 10);
        environment.until(() -> partition.relieve() && partition.recentBytes() == 0);
        store.release();
        environment.result(crossing);
        assertThat(has(partition, 1)).isTrue();
    }

    @Test
    void partitionsThatAreOnlyReadAreForgotten() {
        List<PartitionName> names = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            names.add(new PartitionName(incarnation, UniqueName.fresh(2_000_000, environment)));
            Partition writer = Partition.of(engine(), names.getLast());
            for (int j = 0; j < 20; j++) {
                written(writer, j, 900);
            }
        }
        environment.untilAllEnded();
        int puts = store.puts();
        int bound = 100_000;
        Engine reader = engine(unthrottled(new Budget.Limits(4 << 20, bound, 8 << 20)));
        for (PartitionName one : names) {
            assertThat(read(Partition.of(reader, one))).isEqualTo(20);
            environment.pass(Duration.ofSeconds(1));
        }
        environment.untilAllEnded();
        assertThat(reader.budget().bytes(Budget.Use.RECENT)).isLessThan(bound);
        assertThat(store.puts()).isEqualTo(puts);
    }
}
