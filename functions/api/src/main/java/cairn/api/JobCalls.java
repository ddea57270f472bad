package cairn.api;

import cairn.operations.propagation.IndexJobs;
import cairn.storage.background.Compaction;
import cairn.storage.background.JobName;
import cairn.storage.environment.Environment;
import cairn.storage.event.Event;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Calls the background function for jobs. A job is noted while a request runs. The call precedes
/// the answer, because nothing runs afterwards. Thread-safe.
///
/// Many environments may find the same job due. A job that finds nothing to do costs one request,
/// so each environment only delays a second call until [#QUIET] is over. It must not drop one: the
/// first job may have ended before the second became due. A failed call is logged: the next chunk
/// causes another call, and the sweep checks everything.
final class JobCalls {
    static final Duration QUIET = Duration.ofSeconds(20);
    private static final Logger LOG = LoggerFactory.getLogger(JobCalls.class);

    private final Environment environment;
    private final Function<JobName, Optional<String>> ask;
    private final Set<JobName> due = ConcurrentHashMap.newKeySet();
    private final Map<JobName, Long> asked = new ConcurrentHashMap<>();

    /// @param ask calls for a job; returns the reason if the call failed
    JobCalls(Environment environment, Function<JobName, Optional<String>> ask) {
        this.environment = environment;
        this.ask = ask;
    }

    /// Notes the job that an event makes due.
    void note(Event event) {
        Compaction.due(event).or(() -> IndexJobs.due(event)).ifPresent(due::add);
    }

    /// Calls for the noted jobs, with one request to Lambda for each job. One that was called for
    /// within [#QUIET] stays noted, and a later request calls for it.
    void send() {
        for (JobName job : List.copyOf(due)) {
            if (!quiet(job) && due.remove(job)) {
                ask.apply(job).ifPresent(why -> LOG.warn("can't ask for {}: {}", job, why));
            }
        }
    }

    /// Whether a call for the job was made within [#QUIET]; if not, records one now.
    private boolean quiet(JobName job) {
        long now = environment.monotonicNanos();
        asked.values().removeIf(at -> now - at >= QUIET.toNanos());
        return asked.putIfAbsent(job, now) != null;
    }
}
