package cairn.storage.environment;

import java.time.Duration;

/// The engine's access to time, randomness and threads. Every timed wait, every random bit and
/// every thread comes from here, so that one seed can replay a run.
///
/// Thread-safe. Locks and untimed parking are allowed in addition; timed waits elsewhere are not.
public interface Environment {
    /// Short in comparison with the millisecond after which a thread must call [#giveWay].
    Duration GIVEN_WAY = Duration.ofNanos(50_000);

    /// Wall clock in microseconds since 1970. May be wrong, and may step either way.
    long wallMicros();

    /// Nanoseconds from a fixed but unknown instant; never decreases while the process lives.
    long monotonicNanos();

    /// 64 unpredictable bits.
    long randomBits();

    /// Blocks the caller.
    ///
    /// @throws ShuttingDown the process is ending; unwind
    void sleep(Duration duration);

    /// Lets other threads use the processor. A thread that computes for longer than a millisecond
    /// must call it, because virtual threads are not preempted.
    ///
    /// It sleeps briefly. A thread that only yields returns to the queue that its carrier reads
    /// first, so two such threads would starve all others.
    ///
    /// @throws ShuttingDown the process is ending; unwind
    default void giveWay() {
        sleep(GIVEN_WAY);
    }

    /// Runs `task` on its own thread. A task that throws is reported, never lost silently.
    void start(String name, Runnable task);
}
