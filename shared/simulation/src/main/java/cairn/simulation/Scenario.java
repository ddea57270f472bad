package cairn.simulation;

import cairn.simulation.world.Faults;
import cairn.storage.budget.Budget;
import cairn.storage.partition.Tuning;

import java.time.Duration;
import java.util.SplittableRandom;

/// What one seed makes of a history: who takes part, what goes wrong, how small everything is so
/// that rare things happen often.
///
/// @param soleOwner one process at a time owns the store, and what it had under way dies with it
/// @param operations in the whole history
/// @param disturbances freezes, deaths and clock steps
record Scenario(
        boolean soleOwner,
        int processes,
        int actors,
        int partitions,
        int keys,
        int operations,
        int disturbances,
        Faults faults,
        Tuning tuning) {
    /// Little memory: partitions are forgotten and compacted early, some writes are throttled.
    private static final Budget.Limits TIGHT = new Budget.Limits(1 << 10, 5 << 10, 4 << 10);

    private static final int ACTORS_MIN = 4;
    private static final int OPERATIONS_MIN = 200;

    static Scenario of(long seed) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x5ca1ab1eL);
        boolean soleOwner = random.nextInt(6) == 0;
        int tailBytes = 200 << random.nextInt(4);
        Tuning tuning =
                new Tuning(
                        tailBytes,
                        tailBytes << random.nextInt(3),
                        1 << 10,
                        1000,
                        1 << 20,
                        400L << random.nextInt(4),
                        random.nextInt(4),
                        64 << random.nextInt(4),
                        200 << random.nextInt(4),
                        random.nextInt(3) == 0 ? 0 : 1 << 20,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        seed % 4 == 0 ? TIGHT : Tuning.DEFAULT.limits());
        return new Scenario(
                soleOwner,
                soleOwner ? 1 : 2 + random.nextInt(3),
                ACTORS_MIN + random.nextInt(5),
                1 + random.nextInt(2),
                1 + random.nextInt(5),
                OPERATIONS_MIN + random.nextInt(50),
                random.nextInt(8),
                soleOwner ? Faults.NONE : faults(random),
                tuning);
    }

    /// Some histories have calm networks, most have one or two kinds of trouble, some all.
    private static Faults faults(SplittableRandom random) {
        double[] rates = new double[6];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.12;
        }
        return new Faults(
                rates[0],
                rates[1],
                rates[2],
                rates[3],
                rates[4],
                rates[5] / 2,
                3_000_000_000L,
                (long) (random.nextDouble() * 30e9));
    }
}
