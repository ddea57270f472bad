package cairn.storage.request;

import cairn.storage.environment.Environment;

import java.time.Duration;

/// Waits between tries for a random time, so that competing writers do not collide again.
public final class Pause {
    private static final int DOUBLINGS_MAX = 5;

    private Pause() {}

    /// Waits for a random time up to `first`, doubled with each try, at most [#DOUBLINGS_MAX]
    /// times.
    public static void doubling(Environment environment, Duration first, int tries) {
        upTo(environment, first.multipliedBy(1L << Math.min(tries - 1, DOUBLINGS_MAX)));
    }

    /// Waits for a random time up to `most`.
    public static void upTo(Environment environment, Duration most) {
        long micros = Math.max(1, most.toNanos() / 1000);
        long bits = environment.randomBits() >>> 1;
        environment.sleep(Duration.ofNanos(bits % micros * 1000));
    }
}
