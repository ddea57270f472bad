package cairn.operations.propagation;

import cairn.operations.settings.GlobalIndex;
import cairn.storage.environment.Environment;
import cairn.storage.environment.FanOut;
import cairn.storage.format.Runs;
import cairn.storage.partition.Consistency;
import cairn.storage.partition.LogReader;
import cairn.storage.partition.Partition;
import cairn.storage.partition.PartitionDeleted;
import cairn.storage.partition.Rule;
import cairn.storage.port.UnreadableObject;
import cairn.storage.request.MissingObject;
import cairn.storage.request.StoreUnavailable;
import cairn.storage.table.Table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Brings the log of one partition of items to the global indexes of its table, round by round, one
/// round at a time. Thread-safe.
///
/// A partition of an index is *followed* once this process knows that it has all that the log has
/// for it up to [#done]: it applied that itself, or read the partition's progress. From then on
/// only what is new is read. A followed partition for which nothing comes is not written; its
/// progress stays behind, but by no more than [#LAG_MAX] records.
final class Propagator {
    private static final long UNKNOWN = -1;
    private static final long LAG_MAX = 5_000;
    private static final int TRIES = 5;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Environment environment;
    private final Table table;
    private final List<GlobalIndex> indexes;
    private final Partition items;
    private final ReentrantLock lock = new ReentrantLock();
    private List<Runnable> waiting = new ArrayList<>();
    private boolean running;
    private long begin = UNKNOWN;
    private long floor = UNKNOWN;
    // Of the round under way.
    private final Set<Partition> followed = new LinkedHashSet<>();
    private final Map<Partition, Long> progress = new HashMap<>();
    private long done = UNKNOWN;

    Propagator(Environment environment, Table table, List<GlobalIndex> indexes, Partition items) {
        this.environment = environment;
        this.table = table;
        this.indexes = indexes;
        this.items = items;
    }

    /// Brings what follows a sequence number to the indexes. Does not block.
    ///
    /// @param after the sequence number before the first change that this caller knows of
    /// @param end called when that is done, or given up for now
    void due(long after, Runnable end) {
        boolean start;
        lock.lock();
        try {
            begin = begin == UNKNOWN ? after : Math.min(begin, after);
            waiting.add(end);
            start = !running;
            running = true;
        } finally {
            lock.unlock();
        }
        if (start) {
            environment.start("propagate", this::rounds);
        }
    }

    private void rounds() {
        while (true) {
            List<Runnable> served;
            lock.lock();
            try {
                if (waiting.isEmpty()) {
                    running = false;
                    return;
                }
                served = waiting;
                waiting = new ArrayList<>();
                if (floor == UNKNOWN || begin < floor) {
                    done = begin;
                    floor = begin;
                }
            } finally {
                lock.unlock();
            }
            try {
                tries();
            } finally {
                served.forEach(Runnable::run);
            }
        }
    }

    private void tries() {
        for (int i = 0; i < TRIES; i++) {
            try {
                if (catchUp()) {
                    return;
                }
            } catch (PartitionDeleted e) {
                return;
            } catch (StoreUnavailable | MissingObject | UnreadableObject e) {
                followed.clear();
            }
            environment.sleep(PAUSE.multipliedBy(1L << i));
        }
    }

    /// Brings all that the known log has to the indexes; false if a partition did not take it.
    private boolean catchUp() {
        LogReader log = items.knownLog();
        while (done < log.last()) {
            Entries entries = Entries.of(table, indexes, log.after(done), done);
            List<Partition> touched = List.copyOf(entries.touched());
            List<Boolean> applied =
                    FanOut.map(
                            environment,
                            "propagate",
                            touched,
                            partition -> unlessEnded(() -> apply(log, entries, partition)));
            if (applied.contains(false)) {
                return false;
            }
            followed.addAll(touched);
            touched.forEach(partition -> progress.put(partition, entries.through()));
            done = entries.through();
        }
        return keepLagShort();
    }

    /// An index that was ended meanwhile lacks nothing; the others go on.
    private static boolean unlessEnded(BooleanSupplier step) {
        try {
            return step.getAsBoolean();
        } catch (PartitionDeleted e) {
            return true;
        }
    }

    /// Brings a stretch of the log to one partition, and first what it lacks from before.
    private boolean apply(LogReader log, Entries entries, Partition partition) {
        boolean fromProgress = items.engine().rules().keep(Rule.CARRY_FROM_PROGRESS);
        if (!followed.contains(partition) && fromProgress) {
            long applied = progressOf(partition, Consistency.EVENTUAL);
            if (applied < done) {
                return bringUp(log, partition, applied, entries.through());
            }
        }
        return write(partition, entries.in(partition), entries.through());
    }

    private long progressOf(Partition partition, Consistency consistency) {
        return IndexProgress.of(
                        partition.reading(
                                consistency,
                                reader ->
                                        reader.find(
                                                Runs.PROGRESS, IndexProgress.key(items.name()))))
                .through();
    }

    /// Brings the log behind a sequence number to one partition.
    private boolean bringUp(LogReader log, Partition partition, long after, long through) {
        long reached = after;
        while (reached < through) {
            Entries entries = Entries.of(table, indexes, log.after(reached), reached);
            if (!write(partition, entries.in(partition), entries.through())) {
                return false;
            }
            reached = entries.through();
        }
        return true;
    }

    private boolean write(Partition partition, List<EntryChange> changes, long through) {
        EntryWrite write = new EntryWrite(items, changes, through);
        partition.submit(write);
        return Joined.of(write.end());
    }

    /// Writes progress alone where it stays far behind, so that no process ever has to read much of
    /// the log again.
    private boolean keepLagShort() {
        for (Partition partition : followed) {
            if (done - progress.getOrDefault(partition, done) > LAG_MAX) {
                if (!unlessEnded(() -> write(partition, List.of(), done))) {
                    return false;
                }
                progress.put(partition, done);
            }
        }
        return true;
    }

    /// Brings the log as it is now to all partitions of the indexes, whatever was known of them.
    /// Blocks. One request for each partition if there is nothing to do.
    ///
    /// @return false if a partition did not take it
    boolean sweep() {
        LogReader log = items.log();
        List<Partition> all = new ArrayList<>();
        indexes.forEach(index -> all.addAll(table.index(index.name()).partitions()));
        List<Boolean> applied =
                FanOut.map(
                        environment,
                        "sweep",
                        all,
                        partition -> unlessEnded(() -> sweep(log, partition)));
        return !applied.contains(false);
    }

    private boolean sweep(LogReader log, Partition partition) {
        long applied = progressOf(partition, Consistency.STRONG);
        boolean lacks = false;
        for (long reached = applied; reached < log.last() && !lacks; ) {
            Entries entries = Entries.of(table, indexes, log.after(reached), reached);
            lacks = !entries.in(partition).isEmpty();
            reached = entries.through();
        }
        boolean far = log.last() - applied > LAG_MAX;
        return !lacks && !far || bringUp(log, partition, applied, log.last());
    }
}
