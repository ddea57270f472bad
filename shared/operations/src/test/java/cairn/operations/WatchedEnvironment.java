package cairn.operations;

import cairn.storage.environment.Environment;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;

/// An environment that knows which of the tasks started in it still run. Thread-safe.
final class WatchedEnvironment implements Environment {
    private final Environment environment;
    private final Phaser running = new Phaser(1);
    private final AtomicInteger gaveWay = new AtomicInteger();

    WatchedEnvironment(Environment environment) {
        this.environment = environment;
    }

    /// Waits until every task has ended, including tasks that start meanwhile.
    void awaitNoTask() {
        while (running.getRegisteredParties() > 1) {
            running.arriveAndAwaitAdvance();
        }
    }

    @Override
    public long wallMicros() {
        return environment.wallMicros();
    }

    @Override
    public long monotonicNanos() {
        return environment.monotonicNanos();
    }

    @Override
    public long randomBits() {
        return environment.randomBits();
    }

    /// How often a task has yielded the processor.
    int gaveWay() {
        return gaveWay.get();
    }

    @Override
    public void giveWay() {
        gaveWay.incrementAndGet();
        environment.giveWay();
    }

    @Override
    public void sleep(Duration duration) {
        environment.sleep(duration);
    }

    @Override
    public void start(String name, Runnable task) {
        running.register();
        environment.start(
                name,
                () -> {
                    try {
                        task.run();
                    } finally {
                        running.arriveAndDeregister();
                    }
                });
    }
}
