package cairn.storage.background;

import cairn.storage.environment.Environment;
import cairn.storage.format.PartitionName;
import cairn.storage.partition.Partition;
import cairn.storage.partition.Settlement;
import cairn.storage.port.CorruptObject;
import cairn.storage.request.MissingObject;
import cairn.storage.request.StoreUnavailable;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;

/// Compacts partitions when told that it is due: at most one job a partition and [#JOBS_MAX] in a
/// process. A job that fails is begun anew when a later commit finds it due. Thread-safe.
public final class Compactions {
    private static final int JOBS_MAX = 2;

    private final Environment environment;
    private final BiConsumer<PartitionName, String> failures;
    private final Set<PartitionName> underWay = ConcurrentHashMap.newKeySet();
    private final Semaphore jobs = new Semaphore(JOBS_MAX);

    /// @param failures told of jobs that failed, and why
    public Compactions(Environment environment, BiConsumer<PartitionName, String> failures) {
        this.environment = environment;
        this.failures = failures;
    }

    /// Begins a job unless one is under way. Does not block.
    public void due(Partition partition) {
        if (underWay.add(partition.name())) {
            environment.start("compaction", () -> compact(partition));
        }
    }

    private void compact(Partition partition) {
        jobs.acquireUninterruptibly();
        try {
            switch (new CompactionJob(partition).run()) {
                case Settlement.Decided decided -> {}
                case Settlement.Deleted deleted -> {}
                case Settlement.Failed(String why) -> failures.accept(partition.name(), why);
                case Settlement.Unknown(String why) -> failures.accept(partition.name(), why);
                case Settlement.Throttled throttled ->
                        failures.accept(partition.name(), "throttled");
            }
        } catch (StoreUnavailable | MissingObject | CorruptObject e) {
            failures.accept(partition.name(), String.valueOf(e.getMessage()));
        } finally {
            jobs.release();
            underWay.remove(partition.name());
        }
    }
}
