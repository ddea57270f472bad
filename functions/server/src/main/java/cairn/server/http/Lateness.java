package cairn.server.http;

import java.time.Duration;

/// Decides when a connection's client is late, which ends the connection. The event loop reports
/// progress; any thread may query it.
final class Lateness {
    private static final long NEVER = Long.MAX_VALUE;

    /// How long a body or an answer may stall while others wait for its memory.
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

    /// Sets no limit, because the client waits for the server.
    void never() {
        lateNanos = NEVER;
        pressedNanos = NEVER;
    }

    /// Sets the time in which the client must act.
    void after(Duration time) {
        lateNanos = System.nanoTime() + time.toNanos();
    }

    /// Starts an answer. Its client is late if no progress is made for the stall time. In any case
    /// it is late after a time that depends on the length.
    void sends(long length) {
        long now = System.nanoTime();
        endNanos = now + patience.forBytes(length).toNanos();
        moved(now);
    }

    /// Records progress of an answer.
    void sent() {
        moved(System.nanoTime());
    }

    /// Starts a body, or continues it once there is memory. Its client is late if nothing arrives
    /// for the stall time, or if too little has arrived for the time passed.
    void receives() {
        bytes = 0;
        beganNanos = System.nanoTime();
        received(0);
    }

    /// Records the arrival of part of a body.
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
