package cairn.storage.partition;

import cairn.storage.budget.Budget;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.edit.Settlement;
import cairn.storage.event.Event;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The queue of writes of one partition: one batch is in flight, the others wait and go together.
///
/// Thread-safe. A write that was taken is settled, whatever happens, soon after its deadline at the
/// latest.
final class Committer {
    /// Memory of a write beside its item: its request, its answer and their futures.
    private static final int WRITE_BYTES = 1024;

    private final Partition partition;
    private final Engine engine;
    private final Consumer<Batch> settle;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Submission> queue = new ArrayDeque<>();
    private final Set<Submission> fetching = new HashSet<>();
    private @Nullable Batch inFlight;
    private boolean settling;

    /// @param settle brings one batch to its end; called by one thread at a time
    Committer(Partition partition, Consumer<Batch> settle) {
        this.partition = partition;
        this.engine = partition.engine();
        this.settle = settle;
    }

    /// Takes writes in, all or none, and counts their bytes; their deadlines count from now. They
    /// are then queued by [#queue], or first by [#fetching] where their items have to be fetched.
    ///
    /// @return empty if they were throttled: writes that wait hold too many bytes already, or the
    ///   process remembers too much of earlier ones that are not compacted
    List<Submission> take(List<? extends PartitionWrite> writes) {
        long bytes = 0;
        for (PartitionWrite write : writes) {
            bytes += bytesOf(write);
        }
        boolean room =
                bytes == 0
                        || engine.partitions().roomForMore()
                                && engine.budget().take(Budget.Use.WRITES, bytes);
        if (!room) {
            partition.throttled(writes.size(), Event.Throttled.Cause.MEMORY);
            writes.forEach(write -> write.settled(new Settlement.Throttled()));
            return List.of();
        }
        List<Submission> taken = new ArrayList<>(writes.size());
        for (PartitionWrite write : writes) {
            taken.add(new Submission(write, bytesOf(write), engine));
        }
        return taken;
    }

    private static long bytesOf(PartitionWrite write) {
        return write.growsLog() ? WRITE_BYTES + write.weightBytes() : 0;
    }

    /// Watches the deadlines of writes that were taken, until they are queued.
    void fetching(List<Submission> taken) {
        lock.lock();
        try {
            fetching.addAll(taken);
        } finally {
            lock.unlock();
        }
        engine.partitions().watchDeadlines();
    }

    /// Queues writes that were taken, which then go in one commit if they fit; if too many wait
    /// already they are throttled. Does not block.
    void queue(List<Submission> taken) {
        boolean full;
        boolean start = false;
        lock.lock();
        try {
            if (!fetching.isEmpty()) {
                taken.forEach(fetching::remove);
            }
            full =
                    queue.size() + taken.size() > engine.tuning().queuedWritesMax()
                            && taken.stream().anyMatch(one -> one.write().growsLog());
            if (!full) {
                queue.addAll(taken);
                start = starts();
            }
        } finally {
            lock.unlock();
        }
        if (full) {
            partition.throttled(taken.size(), Event.Throttled.Cause.QUEUE);
            taken.forEach(write -> write.settle(new Settlement.Throttled()));
        } else {
            begin(start);
        }
    }

    /// Whether the caller has to begin settling. Called under the lock.
    private boolean starts() {
        boolean start = !settling;
        settling = true;
        return start;
    }

    private void begin(boolean start) {
        if (start) {
            engine.environment().start("commit", this::settle);
        }
        engine.partitions().watchDeadlines();
    }

    /// Settles one batch after another until the queue is empty.
    private void settle() {
        boolean whole = false;
        try {
            do {
                settle.accept(next());
            } while (more());
            whole = true;
        } finally {
            if (!whole && more()) {
                engine.environment().start("commit", this::settle);
            }
        }
    }

    /// Whether another batch waits; if not, none is in flight any more.
    private boolean more() {
        lock.lock();
        try {
            inFlight = null;
            settling = !queue.isEmpty();
            return settling;
        } finally {
            lock.unlock();
        }
    }

    private Batch next() {
        lock.lock();
        try {
            Batch next = new Batch(writes());
            inFlight = next;
            return next;
        } finally {
            lock.unlock();
        }
    }

    /// Takes writes for one commit from the queue. Called under the lock.
    private List<Submission> writes() {
        List<Submission> taken = new ArrayList<>();
        long bytes = 0;
        while (!queue.isEmpty()) {
            bytes += queue.peek().write().weightBytes();
            if (!taken.isEmpty() && bytes > engine.tuning().batchBytesMax()) {
                break;
            }
            taken.add(queue.remove());
        }
        return taken;
    }

    /// Ends whatever is overdue, wherever it is on its way.
    ///
    /// @return whether anything is on its way still
    boolean expire() {
        long now = engine.environment().monotonicNanos();
        List<Submission> overdue = new ArrayList<>();
        Batch sent;
        boolean idle;
        lock.lock();
        try {
            sent = inFlight;
            idle = !settling && fetching.isEmpty();
            queue.removeIf(write -> write.overdue(now) && overdue.add(write));
            fetching.stream().filter(write -> write.overdue(now)).forEach(overdue::add);
        } finally {
            lock.unlock();
        }
        overdue.forEach(one -> one.end("it waited too long behind others"));
        if (sent != null) {
            sent.expire(now, "the store does not answer");
        }
        return !idle;
    }

    /// Whether nothing is on its way.
    boolean idle() {
        lock.lock();
        try {
            return !settling && fetching.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
