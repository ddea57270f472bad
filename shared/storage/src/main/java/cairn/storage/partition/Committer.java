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

/// The queue of writes of one partition. One batch is in flight; the others wait and form the next
/// batches.
///
/// Thread-safe. Every accepted write is settled, whatever happens, shortly after its deadline at
/// the latest.
final class Committer {
    /// Memory of a write in addition to its item: its request, its answer and their futures.
    private static final int WRITE_BYTES = 1024;

    private final Partition partition;
    private final Engine engine;
    private final Consumer<Batch> settle;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Submission> queue = new ArrayDeque<>();
    private final Set<Submission> fetching = new HashSet<>();
    private @Nullable Batch inFlight;
    private boolean settling;

    /// @param settle settles one batch; called by one thread at a time
    Committer(Partition partition, Consumer<Batch> settle) {
        this.partition = partition;
        this.engine = partition.engine();
        this.settle = settle;
    }

    /// Accepts all writes or none, and counts their bytes; their deadlines start now. Then [#queue]
    /// queues them, or [#fetching] comes first if their items must be fetched.
    ///
    /// @return empty if they were throttled: waiting writes hold too many bytes, or the process
    ///   holds too many earlier ones that are not compacted
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

    /// Watches the deadlines of accepted writes until they are queued.
    void fetching(List<Submission> taken) {
        lock.lock();
        try {
            fetching.addAll(taken);
        } finally {
            lock.unlock();
        }
        engine.partitions().watchDeadlines();
    }

    /// Queues accepted writes, which share one commit if they fit. If too many wait already, they
    /// are throttled. Does not block.
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

    /// Whether the caller must start settling. Called under the lock.
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

    /// Whether another batch waits; if not, none is in flight any longer.
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

    /// Ends all overdue writes, wherever they are.
    ///
    /// @return whether any write is still unsettled
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

    /// Whether no write is unsettled.
    boolean idle() {
        lock.lock();
        try {
            return !settling && fetching.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
