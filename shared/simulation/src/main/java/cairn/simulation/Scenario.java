package cairn.simulation;

import cairn.simulation.world.StoreFaults;
import cairn.storage.budget.Budget;
import cairn.storage.partition.Tuning;

import java.time.Duration;
import java.util.SplittableRandom;

/// The settings that one seed gives a history: its processes, its faults and its limits. The limits
/// are small, so that rare cases happen often.
///
/// @param soleOwner one process at a time owns the store, and its running requests die with it
/// @param asks whether processes request compactions from others, as functions do, and compact
///   nothing themselves
/// @param operations in the whole history
/// @param disturbances freezes, deaths and clock steps
public record Scenario(
        boolean soleOwner,
        boolean asks,
        int processes,
        int actors,
        int partitions,
        int keys,
        int operations,
        int disturbances,
        StoreFaults faults,
        Tuning tuning) {
    private static final int ACTORS_MIN = 4;
    private static final int OPERATIONS_MIN = 200;
    private static final long WRITE_BYTES = 1_100;
    private static final long RECENT_BYTES = 2_000;
    private static final long SENDING_BYTES = 600;
    private static final double OUTAGE_FROM_NANOS = 3e9;
    private static final double OUTAGE_NANOS = 30e9;

    /// The scenario of a seed.
    public static Scenario of(long seed) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x5ca1ab1eL);
        boolean soleOwner = random.nextInt(6) == 0;
        boolean asks = !soleOwner && random.nextInt(3) == 0;
        int tailBytes = 200 << random.nextInt(4);
        long compactAtBytes = 400L << random.nextInt(4);
        boolean throttles = random.nextInt(3) == 0;
        Tuning tuning =
                new Tuning(
                        tailBytes,
                        tailBytes << random.nextInt(3),
                        1 << 10,
                        random.nextInt(8) == 0 ? 5 : 1000,
                        throttles ? compactAtBytes * (1 + random.nextInt(3)) : 1 << 20,
                        compactAtBytes,
                        random.nextInt(4),
                        2 + random.nextInt(3),
                        64 << random.nextInt(4),
                        200 << random.nextInt(4),
                        random.nextInt(3) == 0 ? 0 : 1 << 20,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2 << random.nextInt(3)),
                        Duration.ofSeconds(5),
                        limits(random));
        return new Scenario(
                soleOwner,
                asks,
                soleOwner ? 1 : 2 + random.nextInt(3),
                ACTORS_MIN + random.nextInt(5),
                1 + random.nextInt(2),
                1 + random.nextInt(5),
                OPERATIONS_MIN + random.nextInt(50),
                random.nextInt(8),
                soleOwner ? StoreFaults.NONE : faults(random),
                tuning);
    }

    /// The same scenario with room for at least `least` bytes of recent writes in memory.
    public Scenario withRecentBytes(long least) {
        Budget.Limits limits = tuning.limits();
        Tuning roomy =
                tuning.limited(
                        tuning.cacheBytes(),
                        new Budget.Limits(
                                limits.writeBytes(),
                                Math.max(limits.recentBytes(), least),
                                limits.sendingBytes()));
        return new Scenario(
                soleOwner,
                asks,
                processes,
                actors,
                partitions,
                keys,
                operations,
                disturbances,
                faults,
                roomy);
    }

    /// Some histories have little memory. A process then accepts few writes at once, and must
    /// compact early what it remembers of its partitions.
    private static Budget.Limits limits(SplittableRandom random) {
        return random.nextInt(4) == 0
                ? new Budget.Limits(
                        WRITE_BYTES * (3 + random.nextInt(20)),
                        RECENT_BYTES << random.nextInt(4),
                        SENDING_BYTES << random.nextInt(4))
                : Tuning.DEFAULT.limits();
    }

    /// Each kind of fault occurs in two of three histories, and an outage in one of four.
    private static StoreFaults faults(SplittableRandom random) {
        double[] rates = new double[7];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.12;
        }
        long from = (long) (random.nextDouble() * OUTAGE_FROM_NANOS);
        long length = (long) (random.nextDouble() * OUTAGE_NANOS);
        boolean outage = random.nextInt(4) == 0;
        return new StoreFaults(
                rates[0],
                rates[1],
                rates[2],
                rates[3],
                rates[4],
                rates[5] / 2,
                rates[6] / 4,
                outage ? new StoreFaults.Outage(from, from + length) : StoreFaults.Outage.NONE,
                3_000_000_000L,
                (long) (random.nextDouble() * 30e9));
    }
}
