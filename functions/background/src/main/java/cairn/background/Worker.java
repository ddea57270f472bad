package cairn.background;

import cairn.storage.background.CompactionSweep;
import cairn.storage.background.Compactions;
import cairn.storage.environment.InvocationEnvironment;
import cairn.storage.format.PartitionName;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Partition;
import cairn.storage.partition.Rules;
import cairn.storage.partition.Tuning;
import cairn.storage.port.ObjectStore;
import cairn.storage.table.Tables;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Does one task after the other. Each may be done twice, or be ended at any moment: what it makes
/// counts only when a head names it.
///
/// Every task looks at the store anew, so what other processes did meanwhile is known. Used by one
/// thread.
final class Worker {
    /// No job begins with less left. A job of one partition merges about 50 MB/s.
    static final Duration JOB_LEFT_MIN = Duration.ofMinutes(3);

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final InvocationEnvironment environment;
    private final ObjectStore store;

    Worker(InvocationEnvironment environment, ObjectStore store) {
        this.environment = environment;
        this.store = store;
    }

    /// Does a task.
    ///
    /// @param left how much time there is
    /// @throws IllegalStateException a job failed; Lambda tries the event again, or the next sweep
    void run(Task task, Supplier<Duration> left) {
        List<String> failures = new ArrayList<>();
        Compactions compactions =
                new Compactions(
                        environment,
                        (partition, why) -> failures.add(partition.head() + ": " + why));
        Engine engine = Engine.shared(environment, store, Tuning.FUNCTION, Rules.ALL);
        switch (task) {
            case Task.Compact(var request) ->
                    compactions.compact(partition(engine, request.partition()));
            case Task.Sweep() -> {
                Tables tables = new Tables(engine, partition -> {});
                boolean whole =
                        new CompactionSweep(environment, tables, compactions)
                                .run(() -> left.get().compareTo(JOB_LEFT_MIN) > 0);
                if (!whole) {
                    LOG.warn("the time was too short for all partitions");
                }
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("compactions failed: " + failures);
        }
    }

    /// What this process commits itself is a compaction, so nothing is due by that.
    private static Partition partition(Engine engine, PartitionName name) {
        return Partition.of(engine, name, partition -> {});
    }
}
