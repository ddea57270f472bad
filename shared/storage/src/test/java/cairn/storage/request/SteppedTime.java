package cairn.storage.request;

import cairn.storage.environment.Environment;

import java.time.Duration;
import java.util.SplittableRandom;

/// An environment in which time passes only in waits and in [#step].
public final class SteppedTime implements Environment {
    private final SplittableRandom random = new SplittableRandom(7);
    private long nanos;

    public void step(Duration duration) {
        nanos += duration.toNanos();
    }

    @Override
    public long wallMicros() {
        return nanos / 1000;
    }

    @Override
    public long monotonicNanos() {
        return nanos;
    }

    @Override
    public long randomBits() {
        return random.nextLong();
    }

    @Override
    public void sleep(Duration duration) {
        step(duration);
    }

    @Override
    public void start(String name, Runnable task) {
        task.run();
    }
}
