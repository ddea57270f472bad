package cairn.operations.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/// Bytes of memory that all requests of a process may hold together for one purpose. Thread-safe;
/// never blocks.
///
/// Small requests never wait for large ones: an eighth of the bytes is kept free of large
/// reservations, and each kind has a queue of its own, which is served in order. Small ones may
/// take all there is. A holder that grows does not wait: it gets the bytes at once or not at all.
/// So no holder waits for another of its kind or of a smaller one. What a request needs for several
/// purposes it takes from several budgets, always in the same order.
public final class ByteBudget {
    /// A reservation up to this size is small.
    public static final int SMALL_BYTES = 64 << 10;

    private static final int KEPT_FREE_PART = 8;

    private final long bytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Waiter> small = new ArrayDeque<>();
    private final ArrayDeque<Waiter> large = new ArrayDeque<>();
    private final long largeBytesMax;
    private long held;
    private long heldByLarge;

    private record Waiter(long bytes, CompletableFuture<Share> granted) {}

    /// @param largeBytesMax the most that one reservation can get
    public ByteBudget(long largeBytesMax) {
        this.largeBytesMax = largeBytesMax;
        this.bytesMax = largeBytesMax + largeBytesMax / KEPT_FREE_PART;
    }

    /// A budget of `bytes` in all.
    ///
    /// @param largeBytesMin the least that one reservation must be able to get
    public static ByteBudget of(long bytes, long largeBytesMin) {
        long large = bytes / (KEPT_FREE_PART + 1) * KEPT_FREE_PART;
        return new ByteBudget(Math.max(largeBytesMin, large));
    }

    /// A budget that grants everything, for use where something else bounds requests.
    public static ByteBudget unlimited() {
        return new ByteBudget(Long.MAX_VALUE / 2);
    }

    /// The most that one reservation can get.
    public long bytesMax() {
        return largeBytesMax;
    }

    /// An empty share, which is always granted.
    public Share nothing() {
        return new Share(0, false);
    }

    /// Whether any caller waits.
    public boolean isPressed() {
        lock.lock();
        try {
            return !small.isEmpty() || !large.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// The bytes reserved now.
    public long heldBytes() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    /// Reserves bytes if they are free now and no caller waits; else absent.
    public Optional<Share> ifFree(long bytes) {
        lock.lock();
        try {
            boolean isLarge = bytes > SMALL_BYTES;
            if (!(isLarge ? large : small).isEmpty() || !isFree(bytes, isLarge)) {
                return Optional.empty();
            }
            return Optional.of(take(bytes, isLarge));
        } finally {
            lock.unlock();
        }
    }

    /// Reserves bytes as soon as they are free. A caller that gives up cancels the future, or
    /// completes it otherwise.
    ///
    /// @throws IllegalArgumentException so many bytes can never be granted
    @SuppressWarnings("FutureReturnValueIgnored") // what follows a failure is a step of its own
    public CompletableFuture<Share> reserve(long bytes) {
        if (bytes > largeBytesMax) {
            throw new IllegalArgumentException(bytes + " of " + largeBytesMax + " bytes");
        }
        CompletableFuture<Share> granted = new CompletableFuture<>();
        granted.whenComplete(
                (share, failure) -> {
                    if (failure != null) {
                        // A caller that gave up must not block those behind it.
                        grant();
                    }
                });
        lock.lock();
        try {
            (bytes > SMALL_BYTES ? large : small).add(new Waiter(bytes, granted));
        } finally {
            lock.unlock();
        }
        grant();
        return granted;
    }

    private boolean isFree(long bytes, boolean isLarge) {
        return held + bytes <= bytesMax && (!isLarge || heldByLarge + bytes <= largeBytesMax);
    }

    private Share take(long bytes, boolean isLarge) {
        count(bytes, isLarge);
        return new Share(bytes, isLarge);
    }

    private void count(long bytes, boolean isLarge) {
        held += bytes;
        heldByLarge += isLarge ? bytes : 0;
    }

    /// Serves waiting requests, each kind in order of arrival. Futures complete outside the lock.
    private void grant() {
        boolean again = true;
        while (again) {
            again = false;
            for (Served next : next()) {
                if (!next.granted.complete(next.share)) {
                    next.share.giveBack();
                    again = true;
                }
            }
        }
    }

    private record Served(Share share, CompletableFuture<Share> granted) {}

    private List<Served> next() {
        List<Served> served = new ArrayList<>();
        lock.lock();
        try {
            serve(small, false, served);
            serve(large, true, served);
        } finally {
            lock.unlock();
        }
        return served;
    }

    private void serve(ArrayDeque<Waiter> waiters, boolean areLarge, List<Served> served) {
        while (!waiters.isEmpty()) {
            Waiter first = waiters.peek();
            if (first.granted.isDone()) {
                waiters.poll();
            } else if (isFree(first.bytes, areLarge)) {
                served.add(new Served(take(first.bytes, areLarge), first.granted));
                waiters.poll();
            } else {
                return;
            }
        }
    }

    /// The reservation of one holder. Thread-safe.
    public final class Share implements AutoCloseable {
        private final AtomicBoolean closed = new AtomicBoolean();
        private final boolean isLarge;
        private long bytes;

        private Share(long bytes, boolean isLarge) {
            this.bytes = bytes;
            this.isLarge = isLarge;
        }

        /// Reserves more, if it is free now.
        public boolean grow(long more) {
            lock.lock();
            try {
                if (!isFree(more, isLarge)) {
                    return false;
                }
                count(more, isLarge);
                bytes += more;
                return true;
            } finally {
                lock.unlock();
            }
        }

        /// Changes the share to this size, free or not: bytes already held can only be counted.
        public void settle(long kept) {
            lock.lock();
            try {
                count(kept - bytes, isLarge);
                bytes = kept;
            } finally {
                lock.unlock();
            }
            grant();
        }

        private void giveBack() {
            lock.lock();
            try {
                count(-bytes, isLarge);
                bytes = 0;
            } finally {
                lock.unlock();
            }
        }

        /// Releases the share; idempotent.
        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                giveBack();
                grant();
            }
        }
    }
}
