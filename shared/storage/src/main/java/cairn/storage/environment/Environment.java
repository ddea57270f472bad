package cairn.storage.environment;

import java.time.Duration;

/// The world as the engine sees it. Every wait that ends by time, every random bit and every thread
/// comes from here, so that one seed can replay a run.
///
/// Safe for use by many threads. Locks and parked threads are allowed beside it; timed ones are
/// not.
public interface Environment {
    /// Short beside the millisecond after which one gives way.
    Duration GIVEN_WAY = Duration.ofNanos(50_000);

    /// Wall clock in microseconds since 1970. May be wrong, and may step either way.
    long wallMicros();

    /// Nanoseconds from a fixed but unknown instant; never goes back while the process lives.
    long monotonicNanos();

    /// 64 unpredictable bits.
    long randomBits();

    /// Blocks the caller.
    ///
    /// @throws ShuttingDown the process is ending; unwind
    void sleep(Duration duration);

    /// Lets other threads have the processor, as one must who computes for longer than a
    /// millisecond: virtual threads are not preempted.
    ///
    /// A sleep, though a short one: a thread that only yields goes back to the queue that its
    /// carrier looks at first, so that two of them keep all others out.
    ///
    /// @throws ShuttingDown the process is ending; unwind
    default void giveWay() {
        sleep(GIVEN_WAY);
    }

    /// Runs `task` on its own thread. A task that throws is reported, never lost silently.
    void start(String name, Runnable task);
}
