package cairn.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import cairn.simulation.indexes.IndexHistory;
import cairn.simulation.tables.TableHistory;
import cairn.storage.partition.Rule;
import cairn.storage.partition.Rules;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The main test. No history breaks a promise, and a history breaks one soon if any rule of the
/// protocol is left out.
///
/// To run any number of histories from any seed, and print histories per second: `mvn verify -pl
/// shared/simulation -am -Dsimulation.from=1 -Dsimulation.count=100000`. `-Dsimulation.world=` with
/// `PARTITIONS`, `TABLES` or `INDEXES` selects one world.
class HistoriesTest {
    private static final long SEEDS_TO_CATCH_A_BUG = 500;

    /// The kind of history, and the number of histories that a build runs.
    enum World {
        PARTITIONS(2_000) {
            @Override
            Object run(long seed, Rules rules) {
                return Simulation.run(seed, rules);
            }
        },
        TABLES(500) {
            @Override
            Object run(long seed, Rules rules) {
                return TableHistory.run(seed, rules);
            }
        },
        INDEXES(500) {
            @Override
            Object run(long seed, Rules rules) {
                return IndexHistory.run(seed, rules);
            }
        };

        final long count;

        World(long count) {
            this.count = count;
        }

        /// @return a value that is equal for equal seeds
        abstract Object run(long seed, Rules rules);
    }

    private record Failed(World world, long seed, RuntimeException why) {}

    @ParameterizedTest
    @EnumSource
    void noHistoryBreaksAPromise(World world) {
        String only = System.getProperty("simulation.world", world.name());
        assumeThat(only).isEqualTo(world.name());
        long from = Long.getLong("simulation.from", 1);
        long count = Long.getLong("simulation.count", world.count);
        long began = System.nanoTime();
        List<Failed> failed =
                LongStream.range(from, from + count)
                        .parallel()
                        .boxed()
                        .flatMap(seed -> failure(world, seed, Rules.ALL).stream())
                        .limit(10)
                        .toList();
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "simulation: %d histories of %s from seed %d in %.1f s: %.0f a second%n",
                count, world, from, seconds, count / seconds);
        failed.forEach(HistoriesTest::print);
        assertThat(failed).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void leavingOutARuleIsNoticed(Rule rule) {
        Rules rules = Rules.without(rule);
        Optional<Failed> first =
                LongStream.rangeClosed(1, SEEDS_TO_CATCH_A_BUG)
                        .boxed()
                        .flatMap(
                                seed ->
                                        Stream.of(World.values())
                                                .flatMap(
                                                        world ->
                                                                failure(world, seed, rules)
                                                                        .stream()))
                        .findFirst();
        assertThat(first).as("a history that fails without " + rule).isPresent();
        System.out.printf(
                "simulation: without %s seed %d of %s fails: %s%n",
                rule, first.get().seed, first.get().world, firstLine(first.get().why));
    }

    @ParameterizedTest
    @EnumSource
    void aSeedRepeatsItsHistoryExactly(World world) {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(world.run(seed, Rules.ALL)).isEqualTo(world.run(seed, Rules.ALL));
        }
    }

    private static Optional<Failed> failure(World world, long seed, Rules rules) {
        try {
            world.run(seed, rules);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(new Failed(world, seed, e));
        }
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static void print(Failed failed) {
        System.out.printf(
                "simulation: seed %d of %s fails: %s%n  again: mvn verify -pl shared/simulation -am"
                        + " -Dsimulation.world=%s -Dsimulation.from=%d -Dsimulation.count=1%n",
                failed.seed, failed.world, failed.why, failed.world, failed.seed);
        failed.why.printStackTrace(System.out);
    }
}
