package cairn.server;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.server.HeapWatch.Sample;

import org.junit.jupiter.api.Test;

import java.util.Optional;

final class HeapWatchTest {
    private final HeapWatch watch = new HeapWatch();

    /// Takes one sample each second; collections use part of that second.
    private Optional<String> seconds(int from, int to, int collectingPerSecond, double used) {
        Optional<String> last = Optional.empty();
        for (int i = from; i < to && last.isEmpty(); i++) {
            last = watch.sees(new Sample(i * 1000L, (long) i * collectingPerSecond, used));
        }
        return last;
    }

    @Test
    void aProcessThatOnlyCollectsIsEnded() {
        assertThat(seconds(0, 20, 950, 0.97)).isEmpty();
        assertThat(seconds(20, 23, 950, 0.97).orElseThrow())
                .startsWith("the heap is full: 19 of the last 20 seconds")
                .contains("--memory");
    }

    @Test
    void aProcessThatStillWorksIsNot() {
        assertThat(seconds(0, 500, 850, 0.97)).isEmpty();
    }

    @Test
    void oneThatGetsItsHeapFreeIsNot() {
        for (int i = 0; i < 500; i++) {
            double used = i % 15 == 0 ? 0.5 : 0.97;
            assertThat(watch.sees(new Sample(i * 1000L, i * 950L, used))).isEmpty();
        }
    }

    @Test
    void aLongPauseCountsAsAWhole() {
        assertThat(watch.sees(new Sample(0, 0, 0.97))).isEmpty();
        assertThat(watch.sees(new Sample(60_000, 59_000, 0.97))).isPresent();
    }
}
