package cairn.storage.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

final class InvocationEnvironmentTest {
    private static final long HOUR_MILLIS = 3_600_000;

    private final InvocationEnvironment environment = fresh();

    private static InvocationEnvironment fresh() {
        return new InvocationEnvironment(
                (name, e) -> {
                    throw new AssertionError(name, e);
                });
    }

    @Test
    void whatPassedOutsideHasPassedInside() {
        environment.invoked("one", 5_000);
        long before = environment.monotonicNanos();
        environment.invoked("two", 5_000 + HOUR_MILLIS);
        long after = environment.monotonicNanos();
        assertThat(Duration.ofNanos(after - before)).isGreaterThan(Duration.ofMinutes(59));
        environment.invoked("three", 5_000 + 2 * HOUR_MILLIS);
        assertThat(Duration.ofNanos(environment.monotonicNanos() - before))
                .isGreaterThan(Duration.ofMinutes(119));
    }

    @Test
    void whatPassedInsideIsNotCountedTwice() {
        environment.invoked("one", 0);
        long before = environment.monotonicNanos();
        environment.invoked("two", HOUR_MILLIS);
        // An outside clock that does not advance, or is set back, has no effect.
        environment.invoked("three", HOUR_MILLIS);
        environment.invoked("four", 0);
        long after = environment.monotonicNanos();
        assertThat(after).isGreaterThanOrEqualTo(before);
        assertThat(Duration.ofNanos(after - before)).isLessThan(Duration.ofMinutes(61));
    }

    @Test
    void theFirstInvocationMovesNoClock() {
        long before = environment.monotonicNanos();
        environment.invoked("one", 1_800_000_000_000L);
        assertThat(Duration.ofNanos(environment.monotonicNanos() - before))
                .isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void randomBitsDiffer() {
        InvocationEnvironment other = fresh();
        environment.invoked("one", 0);
        other.invoked("two", 0);
        Set<Long> drawn = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            drawn.add(environment.randomBits());
            drawn.add(other.randomBits());
        }
        assertThat(drawn).hasSize(200);
    }
}
