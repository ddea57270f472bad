package cairn.api;

import cairn.storage.background.Compaction;
import cairn.storage.background.JobName;
import cairn.storage.environment.Environment;
import cairn.storage.event.Event;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Asks the background function for jobs: noted while a request runs, asked before it is answered,
/// because nothing runs afterwards. Thread-safe.
///
/// Many environments may find the same job due; a job that finds nothing to do costs one request,
/// so each only keeps from asking again within [#QUIET]. A call that fails is logged: the next
/// chunk asks again, and the sweep looks at everything.
final class JobCalls {
    private static final Duration QUIET = Duration.ofSeconds(20);
    private static final Logger LOG = LoggerFactory.getLogger(JobCalls.class);

    private final Environment environment;
    private final Function<JobName, Optional<String>> ask;
    private final Set<JobName> due = ConcurrentHashMap.newKeySet();
    private final Map<JobName, Long> asked = new ConcurrentHashMap<>();

    /// @param ask asks; answers what went wrong, if something did
    JobCalls(Environment environment, Function<JobName, Optional<String>> ask) {
        this.environment = environment;
        this.ask = ask;
    }

    /// Notes what an event makes due.
    void note(Event event) {
        Compaction.due(event).ifPresent(due::add);
    }

    /// Asks for what was noted. One request to Lambda for each job; none if nothing is due.
    void send() {
        for (Iterator<JobName> all = due.iterator(); all.hasNext(); ) {
            JobName job = all.next();
            all.remove();
            if (!quiet(job)) {
                ask.apply(job).ifPresent(why -> LOG.warn("can't ask for {}: {}", job, why));
            }
        }
    }

    /// Whether it was asked for a moment ago; if not, it is now.
    private boolean quiet(JobName job) {
        long now = environment.monotonicNanos();
        asked.values().removeIf(at -> now - at >= QUIET.toNanos());
        return asked.putIfAbsent(job, now) != null;
    }
}
