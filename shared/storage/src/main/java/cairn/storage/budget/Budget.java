package cairn.storage.budget;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The bytes that one process holds in memory, counted by use, each against its bound.
///
/// A holder reports every byte once when it comes and once when it goes: when nothing is held any
/// more, every count is zero. Thread-safe; without a lock unless a caller has to wait.
public final class Budget {

    /// Purposes that bytes are held for.
    public enum Use {
        /// Writes that were accepted and are not settled yet.
        WRITES,
        /// Tails of partitions, and records that no segment holds.
        RECENT,
        /// Objects on their way to the store; an adapter may hold a second copy of each.
        SENDING
    }

    /// How many bytes each use may hold.
    public record Limits(long writeBytes, long recentBytes, long sendingBytes) {
        private static final int WRITE_SHARE = 20;
        private static final int RECENT_SHARE = 4;
        private static final int SENDING_SHARE = 16;

        /// Shares of a heap that leave room for a block cache of a quarter of it. A write occupies
        /// about three times what is counted for it: as the request, as an item and as stored.
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

    /// Counts bytes that are held now, or with a negative number that are not held any more,
    /// whatever the bound.
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

    /// Counts bytes if they fit below the bound. What is larger than the bound fits alone.
    ///
    /// @return whether they are counted
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

    /// Counts bytes as soon as they fit; waits until then.
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
