package cairn.storage.background;

import cairn.storage.environment.FanOut;
import cairn.storage.environment.UniqueName;
import cairn.storage.event.Event;
import cairn.storage.format.PartitionName;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Partition;
import cairn.storage.table.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compactions, one for each job and partition. The subject of a job is
/// `<incarnation>/<partition>`.
public final class Compaction implements JobKind {
    private static final String WORD = "compact";

    private final Engine engine;

    public Compaction(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Optional<JobName> after(Event event) {
        return due(event);
    }

    /// The compaction that an event makes due, if any; for a process that calls another for it.
    public static Optional<JobName> due(Event event) {
        return event instanceof Event.CompactionDue(PartitionName partition, long bytes)
                ? Optional.of(of(partition))
                : Optional.empty();
    }

    /// The name of a compaction of `partition`.
    public static JobName of(PartitionName partition) {
        return new JobName(WORD, partition.incarnation() + "/" + partition.partition());
    }

    @Override
    public Job of(String subject) {
        int slash = subject.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not a partition: " + subject);
        }
        PartitionName name =
                new PartitionName(
                        new UniqueName(subject.substring(0, slash)),
                        new UniqueName(subject.substring(slash + 1)));
        return new CompactionJob(Partition.of(engine, name));
    }

    @Override
    public List<Job> dueOn(Table table) {
        List<Boolean> due =
                FanOut.map(
                        engine.environment(),
                        "sweep",
                        table.allPartitions(),
                        Partition::compactionDueNow);
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < due.size(); i++) {
            if (due.get(i)) {
                jobs.add(new CompactionJob(table.allPartitions().get(i)));
            }
        }
        return jobs;
    }
}
