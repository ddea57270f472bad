package cairn.operations;

import cairn.storage.environment.Environment;

import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;

/// An environment whose clocks advance only in sleeps and steps, and whose random bits come from a
/// seed. Thread-safe.
public final class SteppedEnvironment implements Environment {
    /// Tasks whose sleeps wait for time to pass, and do not advance it.
    private static final Set<String> WATCHERS = Set.of("deadlines", "patience", "relief");

    private final SplittableRandom random = new SplittableRandom(7);
    private long wallMicros;
    private long monotonicMicros;

    public SteppedEnvironment(long wallSeconds) {
        this.wallMicros = wallSeconds * 1_000_000;
    }

    public synchronized void step(Duration duration) {
        wallMicros += duration.toNanos() / 1000;
        monotonicMicros += duration.toNanos() / 1000;
        notifyAll();
    }

    /// Advances the wall clock alone, as a frozen process experiences it.
    public synchronized void freeze(Duration duration) {
        wallMicros += duration.toNanos() / 1000;
    }

    @Override
    public synchronized long wallMicros() {
        return wallMicros;
    }

    @Override
    public synchronized long monotonicNanos() {
        return monotonicMicros * 1000;
    }

    @Override
    public synchronized long randomBits() {
        return random.nextLong();
    }

    @Override
    public void sleep(Duration duration) {
        if (WATCHERS.contains(Thread.currentThread().getName())) {
            awaitSteps(duration);
        } else {
            step(duration);
        }
    }

    private synchronized void awaitSteps(Duration duration) {
        long end = monotonicMicros + duration.toNanos() / 1000;
        try {
            while (monotonicMicros < end) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a watcher", e);
        }
    }

    @Override
    public void start(String name, Runnable task) {
        Thread.ofVirtual().name(name).start(task);
    }
}
