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
import java.util.function.Supplier;

/// Jobs that bring the global indexes of a table up to its log: what a process that died left over.
/// The subject of a job is the table's name. Thread-safe.
public final class IndexJobs implements JobKind {
    private static final String WORD = "index";

    private final Function<String, Optional<Propagation>> named;
    private final Function<Table, Propagation> opened;

    /// @param named the propagation of the table of a name, if that is there
    /// @param opened the propagation of a table
    public IndexJobs(
            Function<String, Optional<Propagation>> named, Function<Table, Propagation> opened) {
        this.named = named;
        this.opened = opened;
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Optional<JobName> after(Event event) {
        return Optional.empty();
    }

    @Override
    public Job of(String subject) {
        return new IndexJob(subject, () -> named.apply(subject));
    }

    @Override
    public List<Job> dueOn(Table table) {
        if (table.entry().indexes().isEmpty()) {
            return List.of();
        }
        Propagation propagation = opened.apply(table);
        return List.of(new IndexJob(table.entry().name(), () -> Optional.of(propagation)));
    }

    /// Of one table.
    private record IndexJob(String table, Supplier<Optional<Propagation>> propagation)
            implements Job {
        @Override
        public JobName name() {
            return new JobName(WORD, table);
        }

        @Override
        public JobOutcome run(BooleanSupplier timeLeft) {
            try {
                Optional<Propagation> its = propagation.get();
                if (its.isEmpty()) {
                    return new JobOutcome.Superseded();
                }
                if (!its.get().life(timeLeft)) {
                    return new JobOutcome.Unfinished();
                }
                return its.get().sweep()
                        ? new JobOutcome.Done()
                        : new JobOutcome.Failed("a partition of an index takes nothing");
            } catch (PartitionDeleted e) {
                return new JobOutcome.Superseded();
            }
        }
    }
}
