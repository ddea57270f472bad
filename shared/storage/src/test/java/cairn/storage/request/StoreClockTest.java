package cairn.storage.request;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.environment.Environment;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

final class StoreClockTest {
    private static final long SECOND = 1_000_000;
    private static final Instant STORE = Instant.ofEpochSecond(1_000_000);

    /// A process whose wall clock is off by `byMicros` and whose monotonic clock is always zero.
    private record Wrong(long byMicros) implements Environment {
        @Override
        public long wallMicros() {
            return STORE.getEpochSecond() * SECOND + byMicros;
        }

        @Override
        public long monotonicNanos() {
            return 0;
        }

        @Override
        public long randomBits() {
            return 0;
        }

        @Override
        public void sleep(Duration duration) {
            throw new IllegalStateException("nothing here waits");
        }

        @Override
        public void start(String name, Runnable task) {
            throw new IllegalStateException("nothing here starts");
        }
    }

    private static long aheadMicros(StoreClock clock) {
        return clock.nowMicros() - STORE.getEpochSecond() * SECOND;
    }

    @Test
    void aQuickAnswerSetsAWrongClockRight() {
        StoreClock fast = new StoreClock(new Wrong(3_600 * SECOND));
        fast.observe(0, STORE, 0);
        assertThat(aheadMicros(fast)).isBetween(0L, SECOND);
        StoreClock slow = new StoreClock(new Wrong(-3_600 * SECOND));
        slow.observe(0, STORE, 0);
        assertThat(aheadMicros(slow)).isBetween(0L, SECOND);
    }

    @Test
    void aRightClockIsLeftAloneByATimeInWholeSeconds() {
        StoreClock right = new StoreClock(new Wrong(900_000));
        right.observe(0, STORE, 0);
        assertThat(aheadMicros(right)).isEqualTo(900_000);
    }

    @Test
    void aSlowFirstAnswerLeavesTheGuessLittleAheadOfTheLeast() {
        StoreClock clock = new StoreClock(new Wrong(3_600 * SECOND));
        clock.observe(-30 * SECOND, STORE, 0);
        assertThat(aheadMicros(clock)).isBetween(0L, StoreClock.AHEAD_MICROS_MAX);
    }

    @Test
    void aSlowAnswerDoesNotSetTheClockBack() {
        StoreClock clock = new StoreClock(new Wrong(0));
        clock.observe(0, STORE, 0);
        long before = aheadMicros(clock);
        // The request was sent and answered thirty seconds ago. The process was frozen until now.
        clock.observe(-30 * SECOND, STORE.minusSeconds(30), 0);
        assertThat(aheadMicros(clock)).isEqualTo(before);
    }
}
