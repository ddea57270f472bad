package cairn.storage.partition;

import cairn.storage.budget.Budget;

import java.time.Duration;

/// Tuning for tests in which a few writes produce chunks and segments.
final class SmallChunks {
    static final Duration DEADLINE = Duration.ofSeconds(10);

    private SmallChunks() {}

    static Tuning tuning(long uncompactedMax, long compactAt, Budget.Limits limits) {
        Tuning usual = Tuning.DEFAULT;
        return new Tuning(
                1000,
                2000,
                usual.batchBytesMax(),
                1000,
                uncompactedMax,
                compactAt,
                usual.levelGrowth(),
                2,
                1000,
                10_000,
                1 << 20,
                Duration.ofSeconds(1),
                DEADLINE,
                Duration.ofSeconds(5),
                limits);
    }
}
