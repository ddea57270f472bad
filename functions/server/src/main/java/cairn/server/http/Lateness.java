package cairn.server.http;

import java.time.Duration;

/// When a connection's client counts as late, which ends the connection. Told by the event loop,
/// asked by any thread.
final class Lateness {
    private static final long NEVER = Long.MAX_VALUE;

    /// A body or an answer that stands still is waited for so long while others wait for its
    /// memory.
    private static final Duration PRESSED_STALL = Duration.ofSeconds(2);

    private final Patience patience;
    private volatile long lateNanos = NEVER;
    private volatile long pressedNanos = NEVER;
    private long beganNanos;
    private long endNanos;
    private long bytes;

    Lateness(Patience patience) {
        this.patience = patience;
    }

    /// The client waits for us.
    void never() {
        lateNanos = NEVER;
        pressedNanos = NEVER;
    }

    /// The client has so long for what it is to do.
    void after(Duration time) {
        lateNanos = System.nanoTime() + time.toNanos();
    }

    /// An answer begins to move: its client is late if nothing moves for a while, and in any case
    /// after a time that goes with the length.
    void sends(long length) {
        long now = System.nanoTime();
        endNanos = now + patience.forBytes(length).toNanos();
        moved(now);
    }

    /// Some of it did.
    void sent() {
        moved(System.nanoTime());
    }

    /// A body is to come, or the rest of it now that there is room: its client is late if nothing
    /// comes for a while, or less than what goes with the time.
    void receives() {
        bytes = 0;
        beganNanos = System.nanoTime();
        received(0);
    }

    /// Some of it came.
    void received(int more) {
        bytes += more;
        long now = System.nanoTime();
        endNanos = beganNanos + patience.forBytes(bytes).toNanos();
        moved(now);
    }

    private void moved(long now) {
        long stalled = now + patience.stall().toNanos();
        lateNanos = stalled - endNanos < 0 ? stalled : endNanos;
        pressedNanos = now + PRESSED_STALL.toNanos();
    }

    /// @param pressed whether others wait for the memory that the client holds
    boolean is(long nowNanos, boolean pressed) {
        return isPast(lateNanos, nowNanos) || pressed && isPast(pressedNanos, nowNanos);
    }

    private static boolean isPast(long nanos, long nowNanos) {
        return nanos != NEVER && nowNanos - nanos >= 0;
    }
}
