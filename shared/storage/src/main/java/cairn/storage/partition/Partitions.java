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

/// The partitions of one process: one object a name, so that all of the process knows of a
/// partition what any part of it has learnt.
///
/// A deleted partition is let go of when it is known to be deleted, with all that it held; another
/// object of its name can only find the same. Two tasks run while there is something for them to
/// do: one ends what is overdue, one sees to it that all partitions together remember no more than
/// the budget allows. Thread-safe.
public final class Partitions {
    /// How long after its deadline something may be ended.
    private static final Duration TICK = Duration.ofMillis(200);

    private static final Duration RELIEF_PAUSE = Duration.ofMillis(100);

    private final Environment environment;
    private final Budget budget;
    private final ConcurrentHashMap<PartitionName, Partition> known = new ConcurrentHashMap<>();
    private final AtomicBoolean watching = new AtomicBoolean();
    private final AtomicBoolean relieving = new AtomicBoolean();

    /// Sizes change while we sort.
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

    /// Sees to it that what is overdue is ended. To be called after something was queued. Does not
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
                // What was queued since we looked found us watching.
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

    /// Whether partitions remember no more than they may, so that more can be written.
    boolean roomForMore() {
        return budget.bytes(Budget.Use.RECENT) <= budget.bytesMax(Budget.Use.RECENT);
    }

    /// From two thirds of the bound on, partitions forget or are compacted, down to a half.
    private boolean pressed() {
        return budget.bytes(Budget.Use.RECENT) > budget.bytesMax(Budget.Use.RECENT) / 3 * 2;
    }

    /// Sees to it that partitions do not remember too much. To be called when one remembers more.
    /// Does not block.
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

    /// Asks the largest partitions to remember less, as many as it takes.
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
