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
/// Reservations are granted in the order in which they were asked for, so that small requests do
/// not starve a large one. A holder that grows does not wait: it gets the bytes at once or not at
/// all. So no holder of a budget waits for another one. What a request needs for several purposes
/// it takes from several budgets, always in the same order.
public final class ByteBudget {
    private final long bytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
    private long held;

    private record Waiter(long bytes, CompletableFuture<Share> granted) {}

    public ByteBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /// A budget that grants everything, where something else bounds requests.
    public static ByteBudget unlimited() {
        return new ByteBudget(Long.MAX_VALUE / 2);
    }

    /// The most that can ever be granted.
    public long bytesMax() {
        return bytesMax;
    }

    /// The bytes that are reserved now.
    public long heldBytes() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    /// Reserves bytes if they are free now and nobody waits; else absent.
    public Optional<Share> ifFree(long bytes) {
        lock.lock();
        try {
            if (!waiters.isEmpty() || held + bytes > bytesMax) {
                return Optional.empty();
            }
            held += bytes;
            return Optional.of(new Share(bytes));
        } finally {
            lock.unlock();
        }
    }

    /// Reserves bytes, as soon as they are free. A caller that gives up cancels the future, or
    /// completes it otherwise.
    ///
    /// @throws IllegalArgumentException the bytes can never be granted
    @SuppressWarnings("FutureReturnValueIgnored") // what follows a failure is a step of its own
    public CompletableFuture<Share> reserve(long bytes) {
        if (bytes > bytesMax) {
            throw new IllegalArgumentException(bytes + " of " + bytesMax + " bytes");
        }
        CompletableFuture<Share> granted = new CompletableFuture<>();
        granted.whenComplete(
                (share, failure) -> {
                    if (failure != null) {
                        // A caller that gave up must not keep those behind it waiting.
                        grant();
                    }
                });
        lock.lock();
        try {
            waiters.add(new Waiter(bytes, granted));
        } finally {
            lock.unlock();
        }
        grant();
        return granted;
    }

    /// Serves those who wait, the first come first. Futures complete outside the lock.
    private void grant() {
        boolean again = true;
        while (again) {
            again = false;
            for (Waiter next : next()) {
                Share share = new Share(next.bytes);
                if (!next.granted.complete(share)) {
                    share.giveBack();
                    again = true;
                }
            }
        }
    }

    private List<Waiter> next() {
        List<Waiter> served = new ArrayList<>();
        lock.lock();
        try {
            while (!waiters.isEmpty()) {
                Waiter first = waiters.peek();
                if (first.granted.isDone()) {
                    waiters.poll();
                } else if (held + first.bytes <= bytesMax) {
                    held += first.bytes;
                    served.add(waiters.poll());
                } else {
                    break;
                }
            }
        } finally {
            lock.unlock();
        }
        return served;
    }

    /// What one holder has reserved. Thread-safe.
    public final class Share implements AutoCloseable {
        private final AtomicBoolean closed = new AtomicBoolean();
        private long bytes;

        private Share(long bytes) {
            this.bytes = bytes;
        }

        /// Reserves more, if it is free now.
        public boolean grow(long more) {
            lock.lock();
            try {
                if (held + more > bytesMax) {
                    return false;
                }
                held += more;
                bytes += more;
                return true;
            } finally {
                lock.unlock();
            }
        }

        /// Keeps this many bytes, free or not: what is held already can only be counted.
        public void settle(long kept) {
            lock.lock();
            try {
                held += kept - bytes;
                bytes = kept;
            } finally {
                lock.unlock();
            }
            grant();
        }

        private void giveBack() {
            lock.lock();
            try {
                held -= bytes;
                bytes = 0;
            } finally {
                lock.unlock();
            }
        }

        /// Gives all of it back; again does nothing.
        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                giveBack();
                grant();
            }
        }
    }
}
