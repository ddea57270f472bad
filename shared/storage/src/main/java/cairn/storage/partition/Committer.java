package cairn.storage.partition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;

/// The queue of writes of one partition: one batch is in flight, the others wait and go together.
///
/// Thread-safe. A write that was taken is settled, whatever happens.
final class Committer {
    private final Protocol protocol;
    private final Engine engine;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Batch.Waiting> queue = new ArrayDeque<>();
    private final Queue<Restructuring> restructurings = new ArrayDeque<>();
    private boolean inFlight;

    Committer(Protocol protocol) {
        this.protocol = protocol;
        this.engine = protocol.engine();
    }

    /// Queues writes, which then go in one commit if they fit. Does not block.
    void submit(List<? extends PartitionWrite> writes) {
        long now = engine.environment().monotonicNanos();
        boolean start = false;
        boolean full;
        lock.lock();
        try {
            full = queue.size() + writes.size() > engine.tuning().queuedWritesMax();
            if (!full) {
                writes.forEach(write -> queue.add(new Batch.Waiting(write, now)));
                start = !inFlight;
                inFlight = true;
            }
        } finally {
            lock.unlock();
        }
        if (full) {
            writes.forEach(write -> write.settled(new Settlement.Throttled()));
        } else if (start) {
            engine.environment().start("commit", this::settle);
        }
    }

    /// Queues a change of the description, which goes before all waiting writes. Does not block.
    void submit(Restructuring restructuring) {
        boolean start;
        lock.lock();
        try {
            restructurings.add(restructuring);
            start = !inFlight;
            inFlight = true;
        } finally {
            lock.unlock();
        }
        if (start) {
            engine.environment().start("commit", this::settle);
        }
    }

    /// Settles one batch after another until none waits.
    private void settle() {
        boolean whole = false;
        try {
            do {
                new Settling(protocol, next()).run();
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
            inFlight = !queue.isEmpty() || !restructurings.isEmpty();
            return inFlight;
        } finally {
            lock.unlock();
        }
    }

    private Batch next() {
        List<Batch.Waiting> taken = new ArrayList<>();
        long bytes = 0;
        lock.lock();
        try {
            Restructuring restructuring = restructurings.poll();
            if (restructuring != null) {
                return Batch.of(restructuring);
            }
            while (!queue.isEmpty()) {
                bytes += queue.peek().write().weightBytes();
                if (!taken.isEmpty() && bytes > engine.tuning().batchBytesMax()) {
                    break;
                }
                taken.add(queue.remove());
            }
        } finally {
            lock.unlock();
        }
        return Batch.of(taken);
    }
}
