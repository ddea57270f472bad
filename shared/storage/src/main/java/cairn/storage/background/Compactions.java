package cairn.storage.background;

import cairn.storage.environment.Environment;
import cairn.storage.format.PartitionName;
import cairn.storage.partition.Partition;
import cairn.storage.port.UnreadableObject;
import cairn.storage.request.MissingObject;
import cairn.storage.request.StoreUnavailable;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;

/// Compacts partitions when told that it is due: at most one job a partition and [#JOBS_MAX] in a
/// process. What is told while a job runs begins another at its end, so that the chunks of that
/// time do not lie until a next commit. A job that fails is begun anew when a later commit finds it
/// due. Thread-safe.
public final class Compactions {
    private static final int JOBS_MAX = 2;

    private final Environment environment;
    private final BiConsumer<PartitionName, String> failures;
    private final ConcurrentHashMap<PartitionName, Wanted> underWay = new ConcurrentHashMap<>();
    private final Semaphore jobs = new Semaphore(JOBS_MAX);

    /// What a partition's jobs are to do.
    private enum Wanted {
        ONE,
        ANOTHER
    }

    /// @param failures told of jobs that failed, and why
    public Compactions(Environment environment, BiConsumer<PartitionName, String> failures) {
        this.environment = environment;
        this.failures = failures;
    }

    /// Begins a job now, or at the end of the one under way. Does not block.
    public void due(Partition partition) {
        Wanted before =
                underWay.merge(partition.name(), Wanted.ONE, (one, again) -> Wanted.ANOTHER);
        if (before == Wanted.ONE) {
            environment.start("compaction", () -> compactWhileWanted(partition));
        }
    }

    private void compactWhileWanted(Partition partition) {
        try {
            do {
                compact(partition);
            } while (another(partition.name()));
        } catch (RuntimeException | Error e) {
            underWay.remove(partition.name());
            throw e;
        }
    }

    /// Whether another job was asked for since the last began; if not, none is under way any more.
    private boolean another(PartitionName name) {
        return underWay.computeIfPresent(
                        name, (same, wanted) -> wanted == Wanted.ANOTHER ? Wanted.ONE : null)
                != null;
    }

    /// Runs one job now if one is due, and reports its failure. Not a failure: another process
    /// compacted the partition first. Blocks until the job has ended.
    public void compact(Partition partition) {
        jobs.acquireUninterruptibly();
        try {
            if (!partition.compactionDue()) {
                return;
            }
            if (new CompactionJob(partition).run()
                    instanceof CompactionOutcome.Failed(String why)) {
                failures.accept(partition.name(), why);
            }
        } catch (StoreUnavailable | MissingObject | UnreadableObject e) {
            failures.accept(partition.name(), String.valueOf(e.getMessage()));
        } finally {
            jobs.release();
        }
    }
}
