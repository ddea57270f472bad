package cairn.storage.partition;

import cairn.storage.budget.Budget;
import cairn.storage.environment.Environment;
import cairn.storage.format.PartitionName;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// The partitions of one process: one object for each name. So all parts of the process share what
/// is known of a partition.
///
/// A partition is removed, with its memory, when it is known to be deleted; another object of its
/// name can only find the same. Two tasks run while there is work for them. One ends overdue
/// writes, the other keeps the memory of all partitions within the budget. Thread-safe.
public final class Partitions {
    /// How long after its deadline a write may be ended.
    private static final Duration TICK = Duration.ofMillis(200);

    private static final Duration RELIEF_PAUSE = Duration.ofMillis(100);

    private final Environment environment;
    private final Budget budget;
    private final ConcurrentHashMap<PartitionName, Partition> known = new ConcurrentHashMap<>();
    private final AtomicBoolean watching = new AtomicBoolean();
    private final AtomicBoolean relieving = new AtomicBoolean();

    /// A partition with a fixed size, because sizes change during the sort.
    private record Sized(Partition partition, long bytes) {}

    Partitions(Environment environment, Budget budget) {
        this.environment = environment;
        this.budget = budget;
    }

    /// The partition of this name, made if it is not known.
    Partition named(PartitionName name, Function<PartitionName, Partition> make) {
        Partition partition = known.get(name);
        return partition != null ? partition : known.computeIfAbsent(name, make);
    }

    void forget(Partition deleted) {
        known.remove(deleted.name(), deleted);
    }

    /// How many partitions the process knows.
    public int count() {
        return known.size();
    }

    /// Ensures that overdue writes are ended. Must be called after a write was queued. Does not
    /// block.
    void watchDeadlines() {
        if (!watching.get() && watching.compareAndSet(false, true)) {
            environment.start("deadlines", this::endOverdue);
        }
    }

    private void endOverdue() {
        boolean again = true;
        while (again) {
            environment.sleep(TICK);
            if (!anyUnderWay()) {
                watching.set(false);
                // A write may have been queued after the check but before the flag was cleared.
                again = anyUnderWay() && watching.compareAndSet(false, true);
            }
        }
    }

    private boolean anyUnderWay() {
        boolean any = false;
        for (Partition partition : known.values()) {
            any |= partition.expire();
        }
        return any;
    }

    /// Whether the memory of partitions is within its limit, so that more can be written.
    boolean roomForMore() {
        return budget.bytes(Budget.Use.RECENT) <= budget.bytesMax(Budget.Use.RECENT);
    }

    /// From two thirds of the limit on, partitions release memory or are compacted, down to a half.
    private boolean pressed() {
        return budget.bytes(Budget.Use.RECENT) > budget.bytesMax(Budget.Use.RECENT) / 3 * 2;
    }

    /// Keeps the memory of partitions within its limit. Must be called when a partition's memory
    /// grows. Does not block.
    void relieve() {
        if (pressed() && relieving.compareAndSet(false, true)) {
            environment.start("relief", this::relieveWhilePressed);
        }
    }

    private void relieveWhilePressed() {
        try {
            while (pressed() && relieveLargest()) {
                environment.sleep(RELIEF_PAUSE);
            }
        } finally {
            relieving.set(false);
        }
    }

    /// Makes the largest partitions release memory, as many as necessary.
    ///
    /// @return whether any can
    private boolean relieveLargest() {
        long excess = budget.bytes(Budget.Use.RECENT) - budget.bytesMax(Budget.Use.RECENT) / 2;
        List<Sized> largestFirst =
                known.values().stream()
                        .map(partition -> new Sized(partition, partition.recentBytes()))
                        .sorted(Comparator.comparingLong(Sized::bytes).reversed())
                        .toList();
        boolean any = false;
        for (Sized one : largestFirst) {
            if (excess <= 0 || one.bytes == 0) {
                break;
            }
            if (one.partition.relieve()) {
                excess -= one.bytes;
                any = true;
            }
        }
        return any;
    }
}
