package cairn.background;

import cairn.operations.TableJobs;
import cairn.operations.propagation.IndexJobs;
import cairn.operations.propagation.Propagation;
import cairn.operations.request.TableAccess;
import cairn.storage.background.Compaction;
import cairn.storage.background.Job;
import cairn.storage.background.JobName;
import cairn.storage.background.JobOutcome;
import cairn.storage.background.Jobs;
import cairn.storage.background.Sweep;
import cairn.storage.environment.InvocationEnvironment;
import cairn.storage.event.Event;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Rules;
import cairn.storage.partition.Tuning;
import cairn.storage.port.ObjectStore;
import cairn.storage.table.Tables;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Does one task after the other. A task may be done twice or be ended at any moment: its results
/// count only when a head names them.
///
/// Every task reads the store anew, so it sees what other processes did in the meantime. Used by
/// one thread.
final class Worker {
    /// No job starts with less time left. A job of one partition merges about 50 MB/s.
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
    /// @param left how much time is left
    /// @throws IllegalStateException if a job failed; Lambda repeats the event, or the next sweep
    ///   repeats the job
    void run(Task task, Supplier<Duration> left) {
        List<String> failures = new ArrayList<>();
        Engine engine = Engine.shared(environment, store, Tuning.FUNCTION, Rules.ALL);
        engine.events().add(event -> failed(event).ifPresent(failures::add));
        TableAccess tables =
                new TableAccess(
                        new Tables(engine),
                        environment,
                        new TableAccess.Configuration(
                                "any",
                                "000000000000",
                                1,
                                Integer.MAX_VALUE,
                                new Propagation.Mode(Propagation.Timing.BEFORE_ANSWER, false)));
        Jobs jobs = Jobs.of(engine, TableJobs.of(tables));
        BooleanSupplier timeLeft = () -> left.get().compareTo(JOB_LEFT_MIN) > 0;
        switch (task) {
            case Task.Run(JobName job) when job.kind().equals(IndexJobs.WORD) ->
                    index(
                            TableJobs.index(tables).of(job.subject()),
                            jobs,
                            () ->
                                    tables.tables()
                                            .look(job.subject())
                                            .map(new Compaction(engine)::dueOn)
                                            .orElse(List.of()),
                            timeLeft);
            case Task.Run(JobName job) -> jobs.run(job, timeLeft);
            case Task.Sweep() -> {
                switch (new Sweep(tables.tables(), jobs).run(timeLeft)) {
                    case JobOutcome.Unfinished unfinished ->
                            LOG.warn("the time was too short for all partitions");
                    // The deployment's alarm for missing sweeps counts this line.
                    case JobOutcome.Done done -> LOG.info("sweep done");
                    case JobOutcome.Superseded superseded -> LOG.info("sweep done");
                    case JobOutcome.Failed failed -> LOG.warn("sweep: {}", failed.why());
                }
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("jobs failed: " + failures);
        }
    }

    /// Goes on with the indexes of a table. To be filled, they may have to be compacted meanwhile.
    private static void index(
            Job index, Jobs jobs, Supplier<List<Job>> compactions, BooleanSupplier timeLeft) {
        while (jobs.run(index, timeLeft) instanceof JobOutcome.Unfinished) {
            if (!timeLeft.getAsBoolean()) {
                throw new IllegalStateException("the time was too short for " + index.name());
            }
            compactions.get().forEach(job -> jobs.run(job, timeLeft));
        }
    }

    private static Optional<String> failed(Event event) {
        return event instanceof Event.JobFailed(String job, String why)
                ? Optional.of(job + ": " + why)
                : Optional.empty();
    }
}
