package cairn.operations.propagation;

import cairn.storage.background.Job;
import cairn.storage.background.JobKind;
import cairn.storage.background.JobName;
import cairn.storage.background.JobOutcome;
import cairn.storage.event.Event;
import cairn.storage.partition.PartitionDeleted;
import cairn.storage.table.Table;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Jobs that bring the global indexes of a table up to its log: what a process that died left over.
/// The subject of a job is the table's name. Thread-safe.
public final class IndexJobs implements JobKind {
    /// Kind of these jobs in their names.
    public static final String WORD = "index";

    private final Function<String, Optional<Propagation>> named;

    /// @param named the propagation of the table of a name, if that is there
    public IndexJobs(Function<String, Optional<Propagation>> named) {
        this.named = named;
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Optional<JobName> after(Event event) {
        return due(event);
    }

    /// The job that an event makes due, if any; for a process that calls another for it.
    public static Optional<JobName> due(Event event) {
        return event instanceof Event.IndexBehind(String table)
                ? Optional.of(new JobName(WORD, table))
                : Optional.empty();
    }

    @Override
    public Job of(String subject) {
        return new IndexJob(subject, named);
    }

    @Override
    public List<Job> dueOn(Table table) {
        return table.entry().indexes().isEmpty()
                ? List.of()
                : List.of(new IndexJob(table.entry().name(), named));
    }

    /// Of one table.
    private record IndexJob(String table, Function<String, Optional<Propagation>> named)
            implements Job {
        @Override
        public JobName name() {
            return new JobName(WORD, table);
        }

        /// Goes on with indexes that are unfinished, then carries to all that can be read.
        @Override
        public JobOutcome run(BooleanSupplier timeLeft) {
            try {
                Optional<Propagation> before = named.apply(table);
                boolean finished = before.isPresent() && before.get().life(timeLeft);
                Optional<Propagation> after = named.apply(table);
                if (after.isEmpty()) {
                    return new JobOutcome.Superseded();
                }
                if (!after.get().sweep()) {
                    return new JobOutcome.Failed("a partition of an index takes nothing");
                }
                return finished ? new JobOutcome.Done() : new JobOutcome.Unfinished();
            } catch (PartitionDeleted e) {
                return new JobOutcome.Unfinished();
            }
        }
    }
}
