package cairn.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/// An operation and the one store request that it must make. Both run in each turn, and the store
/// takes the same time for both. Random variation therefore affects both equally.
///
/// @param medianMillis the median of the store's time, which is log-normal
/// @param bare prepares the store request of a turn; the result makes the request and is timed
/// @param operation the same for the operation
record Pair(
        String name,
        double medianMillis,
        IntFunction<Runnable> bare,
        IntFunction<Runnable> operation) {
    /// Standard deviation of the logarithm: one request in a hundred takes 3.2 times the median.
    private static final double SPREAD = 0.5;

    private static final int WARM_UP_TURNS = 3000;

    /// The store of the bare requests, and the store under the operations.
    record Stores(SlowStore bare, SlowStore under) {
        void delay(Duration each) {
            bare.delay(each);
            under.delay(each);
        }
    }

    /// The measured times, in ascending order.
    record Result(String name, long[] bareNanos, long[] nanos) {
        static final String HEADER =
                "%-18s %12s %9s %12s %9s %9s"
                        .formatted(
                                "operation", "store p50 ms", "p99", "Cairn p50 ms", "p99", "ratio");

        private static double millis(long[] sorted, int percent) {
            return sorted[(sorted.length * percent - 1) / 100] / 1e6;
        }

        /// The ratio of the medians.
        double ratio() {
            return millis(nanos, 50) / millis(bareNanos, 50);
        }

        String row() {
            return String.format(
                    Locale.ROOT,
                    "%-18s %12.2f %9.2f %12.2f %9.2f %9.3f",
                    name,
                    millis(bareNanos, 50),
                    millis(bareNanos, 99),
                    millis(nanos, 50),
                    millis(nanos, 99),
                    ratio());
        }
    }

    Result measure(Stores stores, int turns, SplittableRandom random) {
        stores.delay(Duration.ZERO);
        for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
            bare.apply(turn).run();
            operation.apply(turn).run();
        }
        long[] bareNanos = new long[turns];
        long[] nanos = new long[turns];
        for (int turn = 0; turn < turns; turn++) {
            double millis = medianMillis * Math.exp(SPREAD * random.nextGaussian());
            stores.delay(Duration.ofNanos((long) (millis * 1e6)));
            bareNanos[turn] = time(bare.apply(turn));
            nanos[turn] = time(operation.apply(turn));
        }
        stores.delay(Duration.ZERO);
        Arrays.sort(bareNanos);
        Arrays.sort(nanos);
        return new Result(name, bareNanos, nanos);
    }

    private static long time(Runnable action) {
        long began = System.nanoTime();
        action.run();
        return System.nanoTime() - began;
    }
}
