package cairn.simulation.contention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.simulation.history.Violation;
import cairn.simulation.world.Latency;
import cairn.storage.partition.Rule;
import cairn.storage.partition.Rules;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Measures the cost of contention as a table, and checks that the figures are reliable.
///
/// To run any number of virtual seconds: `mvn verify -pl shared/simulation -am
/// -Dtest=ContentionTest -Dsurefire.failIfNoSpecifiedTests=false -Dcontention.seconds=120`
class ContentionTest {
    private static final int SECONDS_DEFAULT = 3;

    /// The loads that docs/contention.md describes.
    private static final List<Contenders> LOADS =
            List.of(
                    Contenders.functions(1, 1),
                    Contenders.functions(2, 1),
                    Contenders.functions(4, 1),
                    Contenders.functions(8, 1),
                    Contenders.functions(16, 1),
                    Contenders.functions(32, 1),
                    Contenders.functions(64, 1),
                    Contenders.functions(32, 4),
                    Contenders.functions(32, 16),
                    Contenders.functions(32, 64),
                    new Contenders(32, 1, 1, 25),
                    new Contenders(32, 1, 16, 25),
                    new Contenders(1, 32, 1, 1),
                    new Contenders(1, 32, 16, 1),
                    new Contenders(2, 16, 1, 1),
                    new Contenders(2, 16, 16, 1));

    private static Figures measure(Contenders load, int seconds) {
        return Contention.measure(
                load, Latency.S3, seconds, Long.getLong("contention.seed", 1), Rules.ALL);
    }

    @Test
    void everyLoadKeepsWhatItAnswered() {
        int seconds = Integer.getInteger("contention.seconds", SECONDS_DEFAULT);
        List<Figures> figures = LOADS.parallelStream().map(load -> measure(load, seconds)).toList();
        System.out.println("contention: " + seconds + " virtual seconds each");
        System.out.println(Figures.header());
        figures.forEach(row -> System.out.println(row.row()));
        assertThat(figures).allSatisfy(row -> assertThat(row.goodput()).isPositive());
    }

    @Test
    void aLostUpdateIsNoticed() {
        assertThatThrownBy(
                        () ->
                                Contention.measure(
                                        Contenders.functions(8, 1),
                                        Latency.S3,
                                        2,
                                        1,
                                        Rules.without(Rule.REEVALUATE_BATCH)))
                .isInstanceOf(Violation.class);
    }

    @Test
    void aSeedRepeatsItsFiguresExactly() {
        Contenders load = Contenders.functions(8, 2);
        assertThat(measure(load, 2)).isEqualTo(measure(load, 2));
    }

    @Test
    void aLoneWriterPaysOnePutAWrite() {
        Figures lone =
                Contention.measure(
                        Contenders.functions(1, 1), new Latency(15, 30, 25, 0, 0), 2, 1, Rules.ALL);
        assertThat(lone.p50Nanos()).isEqualTo(30_000_000);
        // One put was already sent when the measurement started.
        assertThat(lone.requests().puts()).isBetween((long) lone.answered(), lone.answered() + 1L);
        assertThat(lone.requests().gets()).isZero();
        assertThat(lone.requests().refused()).isZero();
    }

    @Test
    void callersOfOneServerShareCommits() {
        Figures shared = measure(new Contenders(1, 32, 1, 1), 2);
        assertThat(shared.requests().refused()).isZero();
        assertThat(shared.tries()).isLessThan(0.1);
    }
}
