package cairn.api;

import cairn.storage.background.CompactionRequest;
import cairn.storage.environment.Environment;
import cairn.storage.format.PartitionName;
import cairn.storage.partition.Partition;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// Asks the background function for compactions: noted while a request runs, asked before it is
/// answered, because nothing runs afterwards. Thread-safe.
///
/// Many environments may find the same partition due; a job that finds nothing to do costs one
/// request, so each only keeps from asking again within [#QUIET]. A call that fails is logged: the
/// next chunk asks again, and the sweep looks at everything.
final class CompactionCalls {
    private static final Duration QUIET = Duration.ofSeconds(20);
    private static final Logger LOG = LoggerFactory.getLogger(CompactionCalls.class);

    private final Environment environment;
    private final Function<CompactionRequest, Optional<String>> ask;
    private final Set<PartitionName> due = ConcurrentHashMap.newKeySet();
    private final Map<PartitionName, Long> asked = new ConcurrentHashMap<>();

    /// @param ask asks, and tells what went wrong, if something did
    CompactionCalls(Environment environment, Function<CompactionRequest, Optional<String>> ask) {
        this.environment = environment;
        this.ask = ask;
    }

    /// What tables are told to call when a compaction is due.
    Consumer<Partition> noting() {
        return partition -> due.add(partition.name());
    }

    /// Asks for what was noted. About one request to Lambda a partition; none if nothing is due.
    void send() {
        for (Iterator<PartitionName> all = due.iterator(); all.hasNext(); ) {
            PartitionName partition = all.next();
            all.remove();
            if (!quiet(partition)) {
                ask.apply(new CompactionRequest(partition))
                        .ifPresent(why -> LOG.warn("can't ask to compact {}: {}", partition, why));
            }
        }
    }

    /// Whether it was asked for a moment ago; if not, it is now.
    private boolean quiet(PartitionName partition) {
        long now = environment.monotonicNanos();
        Long before = asked.get(partition);
        if (before != null && now - before < QUIET.toNanos()) {
            return true;
        }
        asked.put(partition, now);
        return false;
    }
}
