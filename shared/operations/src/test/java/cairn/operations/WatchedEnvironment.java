package cairn.operations;

import cairn.storage.environment.Environment;

import java.time.Duration;
import java.util.concurrent.Phaser;

/// An environment that knows which of the tasks started in it still run. Thread-safe.
final class WatchedEnvironment implements Environment {
    private final Environment environment;
    private final Phaser running = new Phaser(1);

    WatchedEnvironment(Environment environment) {
        this.environment = environment;
    }

    /// Waits until every task has ended, those that were started meanwhile included.
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
