package cairn.server;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/// Detects a process that spends nearly all its time on garbage collection. Near the end of its
/// heap a process may neither throw OutOfMemoryError nor answer, for hours. Used by one thread.
///
/// Ending such a process at once loses nothing: it is the same as `kill -9`.
final class HeapWatch {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long WINDOW_MILLIS = 20_000;
    private static final double COLLECTING_SHARE = 0.9;
    private static final double FULL_SHARE = 0.85;

    private final ArrayDeque<Sample> samples = new ArrayDeque<>();

    /// One measurement.
    ///
    /// @param millis time of a monotonic clock
    /// @param collectingMillis total time of collections since the process started
    /// @param usedShare the used share of the heap
    record Sample(long millis, long collectingMillis, double usedShare) {
        static Sample now() {
            // A new list each time, so that the beans load only when sampling starts.
            List<GarbageCollectorMXBean> collectors =
                    ManagementFactory.getGarbageCollectorMXBeans();
            long collecting = 0;
            for (GarbageCollectorMXBean collector : collectors) {
                collecting += Math.max(0, collector.getCollectionTime());
            }
            Runtime heap = Runtime.getRuntime();
            long used = heap.totalMemory() - heap.freeMemory();
            return new Sample(
                    System.nanoTime() / NANOS_PER_MILLI,
                    collecting,
                    used / (double) heap.maxMemory());
        }
    }

    /// Records a sample.
    ///
    /// @return the reason why the process must end; empty if it need not
    Optional<String> sees(Sample sample) {
        if (sample.usedShare < FULL_SHARE) {
            samples.clear();
        }
        samples.addLast(sample);
        // The window starts with the latest sample that is old enough.
        while (samples.size() > 1 && second().millis <= sample.millis - WINDOW_MILLIS) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        long passed = sample.millis - first.millis;
        long collecting = sample.collectingMillis - first.collectingMillis;
        if (passed < WINDOW_MILLIS || collecting < COLLECTING_SHARE * passed) {
            return Optional.empty();
        }
        return Optional.of(
                ("the heap is full: %d of the last %d seconds went into collecting garbage; start"
                                + " with more --memory")
                        .formatted(collecting / 1000, passed / 1000));
    }

    private Sample second() {
        return samples.stream().skip(1).findFirst().orElseThrow();
    }
}
