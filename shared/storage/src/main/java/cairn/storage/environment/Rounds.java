package cairn.storage.environment;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One request made for all who wait for its answer: each caller gets an answer to a request that
/// was sent after its call began.
///
/// At most `underWayMax` requests are under way at once; callers beyond them share the next one.
/// With a maximum of one, each request is sent after the answer to the one before was taken in.
/// Thread-safe; the request is made without a lock.
public final class Rounds<T> {
    private record Seat<T>(CompletableFuture<T> round, boolean leads) {}

    private final int underWayMax;
    private final Supplier<T> request;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private @Nullable CompletableFuture<T> waiting;
    private int underWay;

    /// @param request also takes its answer in
    public Rounds(int underWayMax, Supplier<T> request) {
        this.underWayMax = underWayMax;
        this.request = request;
    }

    /// The answer to a request sent after this call began. Waits.
    ///
    /// @throws RuntimeException the request threw it
    public T next() {
        Seat<T> seat = join();
        if (seat.leads) {
            lead(seat.round);
        }
        try {
            return seat.round.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /// A place in the round that waits to be sent. The caller who begins a round leads it, when it
    /// may be sent.
    private Seat<T> join() {
        lock.lock();
        try {
            if (waiting != null) {
                return new Seat<>(waiting, false);
            }
            CompletableFuture<T> round = new CompletableFuture<>();
            waiting = round;
            while (underWay == underWayMax) {
                ended.awaitUninterruptibly();
            }
            waiting = null;
            underWay++;
            return new Seat<>(round, true);
        } finally {
            lock.unlock();
        }
    }

    private void lead(CompletableFuture<T> round) {
        try {
            round.complete(request.get());
        } catch (RuntimeException | Error e) {
            round.completeExceptionally(e);
        } finally {
            lock.lock();
            try {
                underWay--;
                ended.signal();
            } finally {
                lock.unlock();
            }
        }
    }
}
