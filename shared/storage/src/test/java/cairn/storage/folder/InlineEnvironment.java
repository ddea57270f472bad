package cairn.storage.folder;

import cairn.storage.environment.Environment;

import java.time.Duration;
import java.util.SplittableRandom;

/// Runs tasks at once, where they are started: background work without chance.
final class InlineEnvironment implements Environment {
    private final SplittableRandom random = new SplittableRandom(1);
    private long now;

    @Override
    public long wallMicros() {
        return ++now;
    }

    @Override
    public long monotonicNanos() {
        return ++now;
    }

    @Override
    public long randomBits() {
        return random.nextLong();
    }

    @Override
    public void sleep(Duration duration) {
        now += duration.toNanos();
    }

    @Override
    public void start(String name, Runnable task) {
        task.run();
    }
}
