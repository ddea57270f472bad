package cairn.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.partition.Rule;
import cairn.storage.partition.Rules;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// The main test: no history breaks a promise, and with any rule of the protocol left out, one soon
/// does.
///
/// Any number of histories from any seed, with histories per second printed: `mvn verify -pl
/// shared/simulation -am -Dsimulation.from=1 -Dsimulation.count=100000`
class HistoriesTest {
    private static final long COUNT_DEFAULT = 2_500;
    private static final long SEEDS_TO_CATCH_A_BUG = 500;

    private record Failed(long seed, RuntimeException why) {}

    @Test
    void noHistoryBreaksAPromise() {
        long from = Long.getLong("simulation.from", 1);
        long count = Long.getLong("simulation.count", COUNT_DEFAULT);
        long began = System.nanoTime();
        List<Failed> failed =
                LongStream.range(from, from + count)
                        .parallel()
                        .boxed()
                        .flatMap(seed -> failure(seed, Rules.ALL).stream())
                        .limit(10)
                        .toList();
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "simulation: %d histories from seed %d in %.1f s: %.0f a second%n",
                count, from, seconds, count / seconds);
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
                        .flatMap(seed -> failure(seed, rules).stream())
                        .findFirst();
        assertThat(first).as("a history that fails without " + rule).isPresent();
        System.out.printf(
                "simulation: without %s seed %d fails: %s%n",
                rule, first.get().seed, firstLine(first.get().why));
    }

    @Test
    void aSeedRepeatsItsHistoryExactly() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(Simulation.run(seed, Rules.ALL)).isEqualTo(Simulation.run(seed, Rules.ALL));
        }
    }

    private static Optional<Failed> failure(long seed, Rules rules) {
        try {
            Simulation.run(seed, rules);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(new Failed(seed, e));
        }
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static void print(Failed failed) {
        System.out.printf(
                "simulation: seed %d fails: %s%n  again: mvn verify -pl shared/simulation -am"
                        + " -Dsimulation.from=%d -Dsimulation.count=1%n",
                failed.seed, failed.why, failed.seed);
        failed.why.printStackTrace(System.out);
    }
}
