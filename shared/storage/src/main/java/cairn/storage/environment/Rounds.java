package cairn.storage.environment;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One request for all callers that wait for its answer. Each caller gets the answer to a request
/// that was sent after its call started.
///
/// At most `underWayMax` requests run at once; callers beyond that share the next one. With a
/// maximum of one, each request is sent after the previous answer was processed. Thread-safe; no
/// lock is held during the request.
public final class Rounds<T> {
    private record Seat<T>(CompletableFuture<T> round, boolean leads) {}

    private final int underWayMax;
    private final Supplier<T> request;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private @Nullable CompletableFuture<T> waiting;
    private int underWay;

    /// @param request sends the request and processes its answer
    public Rounds(int underWayMax, Supplier<T> request) {
        this.underWayMax = underWayMax;
        this.request = request;
    }

    /// The answer to a request sent after this call started. Blocks.
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

    /// A seat in the round that waits to be sent. The first caller of a round sends it, once the
    /// limit allows.
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
