package cairn.server.http;

import java.time.Duration;

/// When a connection's client counts as late, which ends the connection. Told by the event loop,
/// asked by any thread.
final class Lateness {
    private static final long NEVER = Long.MAX_VALUE;

    private final Patience patience;
    private volatile long lateNanos = NEVER;
    private long endNanos;

    Lateness(Patience patience) {
        this.patience = patience;
    }

    /// The client waits for us.
    void never() {
        lateNanos = NEVER;
    }

    /// The client has so long for what it is to do.
    void after(Duration time) {
        lateNanos = System.nanoTime() + time.toNanos();
    }

    /// A body or an answer begins to move: its client is late if nothing moves for a while, and in
    /// any case after a time that goes with the length.
    void moves(long bytes) {
        long now = System.nanoTime();
        endNanos = now + patience.forBytes(bytes).toNanos();
        moved(now);
    }

    /// Some of it did.
    void moved() {
        moved(System.nanoTime());
    }

    private void moved(long now) {
        long stalled = now + patience.stall().toNanos();
        lateNanos = stalled - endNanos < 0 ? stalled : endNanos;
    }

    boolean is(long nowNanos) {
        long late = lateNanos;
        return late != NEVER && nowNanos - late >= 0;
    }
}
