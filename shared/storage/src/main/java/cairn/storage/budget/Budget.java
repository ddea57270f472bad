package cairn.storage.budget;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The bytes that one process holds in memory, counted by use, each with its limit.
///
/// A holder reports every byte once when it takes it and once when it releases it. When nothing is
/// held, every count is zero. Thread-safe; takes a lock only if a caller has to wait.
public final class Budget {

    /// The uses of the bytes.
    public enum Use {
        /// Accepted writes that are not settled yet.
        WRITES,
        /// Tails of partitions, and records that are in no segment yet.
        RECENT,
        /// Objects on their way to the store; an adapter may hold a second copy of each.
        SENDING
    }

    /// The limit of each use in bytes.
    public record Limits(long writeBytes, long recentBytes, long sendingBytes) {
        private static final int WRITE_SHARE = 20;
        private static final int RECENT_SHARE = 4;
        private static final int SENDING_SHARE = 16;

        /// Shares of a heap, with a quarter of it left for a block cache. A write occupies about
        /// three times its counted bytes: as the request, as an item and as stored.
        public static Limits of(long heapBytes) {
            return new Limits(
                    heapBytes / WRITE_SHARE, heapBytes / RECENT_SHARE, heapBytes / SENDING_SHARE);
        }
    }

    private final Limits limits;
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong recent = new AtomicLong();
    private final AtomicLong sending = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final AtomicInteger waiting = new AtomicInteger();

    public Budget(Limits limits) {
        this.limits = limits;
    }

    private AtomicLong count(Use use) {
        return switch (use) {
            case WRITES -> writes;
            case RECENT -> recent;
            case SENDING -> sending;
        };
    }

    public long bytes(Use use) {
        return count(use).get();
    }

    public long bytesMax(Use use) {
        return switch (use) {
            case WRITES -> limits.writeBytes;
            case RECENT -> limits.recentBytes;
            case SENDING -> limits.sendingBytes;
        };
    }

    /// Adds bytes, or removes them if the number is negative, whatever the limit.
    public void change(Use use, long bytes) {
        if (count(use).addAndGet(bytes) < 0) {
            throw new IllegalStateException("more bytes went than came: " + use);
        }
        if (bytes < 0 && waiting.get() > 0) {
            lock.lock();
            try {
                freed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /// Adds bytes if they fit below the limit. A number above the limit fits only alone.
    ///
    /// @return whether they were added
    public boolean take(Use use, long bytes) {
        AtomicLong count = count(use);
        long max = bytesMax(use);
        long before;
        do {
            before = count.get();
            if (before > 0 && before + bytes > max) {
                return false;
            }
        } while (!count.compareAndSet(before, before + bytes));
        return true;
    }

    /// Adds bytes as soon as they fit; blocks until then.
    public void await(Use use, long bytes) {
        if (take(use, bytes)) {
            return;
        }
        lock.lock();
        try {
            waiting.incrementAndGet();
            while (!take(use, bytes)) {
                freed.awaitUninterruptibly();
            }
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }
}
