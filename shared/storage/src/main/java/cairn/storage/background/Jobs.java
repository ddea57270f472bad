package cairn.storage.background;

import cairn.storage.environment.Environment;
import cairn.storage.environment.ShuttingDown;
import cairn.storage.event.Event;
import cairn.storage.event.Events;
import cairn.storage.partition.Engine;
import cairn.storage.port.UnreadableObject;
import cairn.storage.request.MissingObject;
import cairn.storage.request.StoreUnavailable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/// Runs the jobs of a process: at most one of each name and [#RUNNING_MAX] in all at a time. A
/// request for a job whose name is running starts another run at its end. So new work does not wait
/// for the next event. A failed job becomes an event; a later event starts the job again.
/// Thread-safe.
public final class Jobs {
    private static final int RUNNING_MAX = 2;

    private final Environment environment;
    private final Events events;
    private final List<JobKind> kinds;
    private final ConcurrentHashMap<JobName, Wanted> underWay = new ConcurrentHashMap<>();
    private final Semaphore running = new Semaphore(RUNNING_MAX);

    /// The number of requested runs of one name.
    private enum Wanted {
        ONE,
        ANOTHER
    }

    public Jobs(Environment environment, Events events, List<JobKind> kinds) {
        this.environment = environment;
        this.events = events;
        this.kinds = List.copyOf(kinds);
    }

    /// The jobs on the store of an engine.
    public static Jobs of(Engine engine) {
        return of(engine, List.of());
    }

    /// The jobs on the store of an engine, and further kinds of the layers above.
    public static Jobs of(Engine engine, List<JobKind> more) {
        List<JobKind> kinds = new ArrayList<>();
        kinds.add(new Compaction(engine));
        kinds.addAll(more);
        return new Jobs(engine.environment(), engine.events(), kinds);
    }

    List<JobKind> kinds() {
        return kinds;
    }

    /// Registers as a listener: later events make jobs due.
    public void listen() {
        events.add(this::after);
    }

    private void after(Event event) {
        for (JobKind kind : kinds) {
            kind.after(event).ifPresent(this::due);
        }
    }

    /// Starts a job now, or at the end of the running one of the same name. Does not block.
    ///
    /// @throws IllegalArgumentException the job's kind or subject is unknown
    public void due(JobName name) {
        JobKind kind = kind(name);
        if (claim(name)) {
            start(name, kind);
        }
    }

    /// Whether no job of this name runs; if one does, it runs again at its end.
    private boolean claim(JobName name) {
        return underWay.merge(name, Wanted.ONE, (one, again) -> Wanted.ANOTHER) == Wanted.ONE;
    }

    private void start(JobName name, JobKind kind) {
        try {
            environment.start(name.kind(), () -> runWhileWanted(name, kind));
        } catch (RuntimeException | Error e) {
            underWay.remove(name);
            throw e;
        }
    }

    private JobKind kind(JobName name) {
        return kinds.stream()
                .filter(kind -> kind.word().equals(name.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such job: " + name));
    }

    private void runWhileWanted(JobName name, JobKind kind) {
        try {
            do {
                runClaimed(kind.of(name.subject()), () -> true);
            } while (another(name));
        } catch (RuntimeException | Error e) {
            underWay.remove(name);
            throw e;
        }
    }

    /// Whether another run was requested since the last one started; if not, releases the name.
    private boolean another(JobName name) {
        return underWay.computeIfPresent(
                        name, (same, wanted) -> wanted == Wanted.ANOTHER ? Wanted.ONE : null)
                != null;
    }

    /// Runs the job of a name now. Blocks until it has ended.
    ///
    /// @throws IllegalArgumentException the job's kind or subject is unknown
    public JobOutcome run(JobName name, BooleanSupplier timeLeft) {
        return run(kind(name).of(name.subject()), timeLeft);
    }

    /// Runs a job now and returns its outcome. Blocks until it has ended. If a job of its name is
    /// running, that one runs again at its end, and this one is superseded.
    public JobOutcome run(Job job, BooleanSupplier timeLeft) {
        if (!claim(job.name())) {
            return new JobOutcome.Superseded();
        }
        try {
            return runClaimed(job, timeLeft);
        } finally {
            if (another(job.name())) {
                start(job.name(), kind(job.name()));
            }
        }
    }

    private JobOutcome runClaimed(Job job, BooleanSupplier timeLeft) {
        running.acquireUninterruptibly();
        try {
            long began = environment.monotonicNanos();
            JobOutcome outcome = outcome(job, timeLeft);
            events.happened(
                    outcome instanceof JobOutcome.Failed(String why)
                            ? new Event.JobFailed(job.name().toString(), why)
                            : new Event.JobDone(
                                    job.name().toString(), environment.monotonicNanos() - began));
            return outcome;
        } finally {
            running.release();
        }
    }

    private JobOutcome outcome(Job job, BooleanSupplier timeLeft) {
        try {
            return job.run(timeLeft);
        } catch (UnreadableObject e) {
            events.happened(Event.Damaged.by(e));
            return new JobOutcome.Failed(String.valueOf(e.getMessage()));
        } catch (StoreUnavailable | MissingObject e) {
            return new JobOutcome.Failed(String.valueOf(e.getMessage()));
        } catch (ShuttingDown e) {
            throw e;
        } catch (RuntimeException e) {
            return new JobOutcome.Failed("a mistake in the job: " + e);
        }
    }
}
