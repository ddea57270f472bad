package cairn.storage.partition;

import cairn.storage.environment.Environment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/// Threads are real, but time advances only while a test waits. Tasks that sleep depend on that.
/// Random bits come from a seed. Thread-safe.
public final class ManualEnvironment implements Environment {
    private static final Duration STEP = Duration.ofMillis(20);
    private static final int STEPS_MAX = 20_000;

    private final SplittableRandom random;
    private final List<Throwable> failures = new ArrayList<>();
    private long nanos;
    private int running;

    public ManualEnvironment(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// Advances time until the condition holds.
    public void until(BooleanSupplier something) {
        for (int steps = 0; !something.getAsBoolean(); steps++) {
            if (steps == STEPS_MAX) {
                throw new AssertionError("it does not come");
            }
            step();
            pause();
        }
    }

    /// Advances time until the future completes.
    public <T> T result(CompletableFuture<T> future) {
        until(future::isDone);
        return future.join();
    }

    /// Advances time by the duration.
    public void pass(Duration duration) {
        long end = monotonicNanos() + duration.toNanos();
        until(() -> monotonicNanos() - end >= 0);
    }

    /// Advances time until every task has ended.
    public void untilAllEnded() {
        until(this::allEnded);
    }

    private synchronized boolean allEnded() {
        if (!failures.isEmpty()) {
            throw new AssertionError("a task failed", failures.getFirst());
        }
        return running == 0;
    }

    private synchronized void step() {
        nanos += STEP.toNanos();
        notifyAll();
    }

    /// Lets tasks run for a moment. Expected results do not depend on how far they get.
    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public synchronized long wallMicros() {
        return 1_790_000_000_000_000L + nanos / 1000;
    }

    @Override
    public synchronized long monotonicNanos() {
        return nanos;
    }

    @Override
    public synchronized long randomBits() {
        return random.nextLong();
    }

    @Override
    public synchronized void sleep(Duration duration) {
        long until = nanos + duration.toNanos();
        while (nanos - until < 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    @Override
    public void start(String name, Runnable task) {
        synchronized (this) {
            running++;
        }
        Thread.ofVirtual().name(name).start(() -> run(task));
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                failures.add(e);
            }
        } finally {
            synchronized (this) {
                running--;
            }
        }
    }
}
