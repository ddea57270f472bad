package cairn.storage.partition;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.background.Jobs;
import cairn.storage.budget.Budget;
import cairn.storage.edit.Edit;
import cairn.storage.edit.HeadChange;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.Settlement;
import cairn.storage.environment.UniqueName;
import cairn.storage.format.PartitionName;
import cairn.storage.log.LifeState;
import cairn.storage.request.StoreUnavailable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/// In any history of partitions, every byte that the budget takes is released.
final class BudgetPropertyTest {
    private static final int STEPS = 300;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whenEverythingIsSettledAndDeletedNothingIsHeld(long seed) {
        new History(seed).run();
    }

    private static final class History {
        private final SplittableRandom random;
        private final ManualEnvironment environment;
        private final TroubledStore store;
        private final Engine engine;
        private final List<Partition> partitions = new ArrayList<>();

        /// Includes partitions whose deletion failed.
        private final List<Partition> all = new ArrayList<>();

        private final List<CompletableFuture<Settlement>> ends = new ArrayList<>();

        History(long seed) {
            this.random = new SplittableRandom(seed);
            this.environment = new ManualEnvironment(seed);
            this.store = new TroubledStore(environment);
            Budget.Limits tight = new Budget.Limits(30_000, 40_000, 10_000);
            Tuning tuning = Tuning.DEFAULT.limited(20_000, tight);
            this.engine =
                    seed % 2 == 0
                            ? Engine.soleOwner(environment, store, tuning, Rules.ALL)
                            : Engine.shared(environment, store, tuning, Rules.ALL);
            Jobs.of(engine).listen();
            for (int i = 0; i < 5; i++) {
                partitions.add(fresh());
            }
        }

        private Partition fresh() {
            UniqueName name = UniqueName.fresh(1_000_000, environment);
            all.add(Partition.of(engine, new PartitionName(name, name)));
            return all.getLast();
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                step(random.nextInt(partitions.size()), i);
                if (random.nextInt(3) == 0) {
                    environment.pass(Duration.ofMillis(random.nextInt(400)));
                }
            }
            store.silence(key -> false);
            environment.untilAllEnded();
            assertThat(ends).allMatch(CompletableFuture::isDone);
            assertThat(engine.budget().bytes(Budget.Use.WRITES)).isZero();
            assertThat(engine.budget().bytes(Budget.Use.SENDING)).isZero();
            all.forEach(this::delete);
            environment.untilAllEnded();
            for (Budget.Use use : Budget.Use.values()) {
                assertThat(engine.budget().bytes(use)).as(use.name()).isZero();
            }
            assertThat(engine.partitions().count()).isZero();
            assertThat(engine.cache().bytes()).isZero();
        }

        private void step(int chosen, int number) {
            Partition partition = partitions.get(chosen);
            switch (random.nextInt(12)) {
                case 0 -> store.silence(TroubledStore::isHead);
                case 1 -> store.silence(key -> true);
                case 2, 3, 4 -> store.silence(key -> false);
                case 5 -> environment.start("read", () -> read(partition, number));
                case 6 -> {
                    delete(partition);
                    partitions.set(chosen, fresh());
                }
                case 7 -> submit(partition, ProbeWrite.delete(number % 20));
                default -> submit(partition, ProbeWrite.put(number % 20, random.nextInt(6000)));
            }
        }

        private void submit(Partition partition, ProbeWrite write) {
            ends.add(write.end());
            partition.submit(List.of(write));
        }

        private static void read(Partition partition, int number) {
            try {
                partition.read(ProbeWrite.key(number % 20), Consistency.STRONG);
            } catch (StoreUnavailable | PartitionDeleted e) {
                // A read may fail, but must still release its bytes.
            }
        }

        private void delete(Partition partition) {
            CompletableFuture<Settlement> end = new CompletableFuture<>();
            ends.add(end);
            partition.submit(
                    new HeadChange() {
                        @Override
                        public Edit decide(PartitionState state) {
                            return Edit.of(state.manifest().with(new LifeState.Deleted()));
                        }

                        @Override
                        public void settled(Settlement settlement) {
                            end.complete(settlement);
                        }
                    });
        }
    }
}
