package cairn.storage.request;

import cairn.storage.environment.Environment;

import java.time.Instant;

/// The store's clock, estimated from its answers, so that processes with wrong clocks agree.
///
/// An answer carries the store's time `t`, truncated to whole seconds on S3. The store's clock was
/// then between `t` and `t + 1 s`, at some time between sending and receiving. So each answer
/// bounds the offset between the store's clock and this process's monotonic clock, which nobody
/// steps. The wall clock only gives the first estimate.
///
/// The estimate is never more than [#AHEAD_MICROS_MAX] ahead of the store. Until an answer is quick
/// enough to ensure that, the estimate stays near the lower bound of the answers. After that, a
/// slow answer, for example of a frozen process, does not set it back. Thread-safe.
public final class StoreClock {
    static final long AHEAD_MICROS_MAX = 4_000_000;
    private static final long RESOLUTION_MICROS = 1_000_000;

    private final Environment environment;
    private volatile long distanceMicros;
    private volatile boolean sure;

    public StoreClock(Environment environment) {
        this.environment = environment;
        this.distanceMicros = environment.wallMicros() - monotonicMicros();
    }

    /// A time to pass to [#observe].
    long monotonicMicros() {
        return environment.monotonicNanos() / 1000;
    }

    /// Updates the bounds from one answer.
    ///
    /// @param sentMicros monotonic time before the request was sent
    /// @param receivedMicros monotonic time after the answer was received
    void observe(long sentMicros, Instant storeTime, long receivedMicros) {
        long store = storeTime.getEpochSecond() * 1_000_000 + storeTime.getNano() / 1000;
        long least = store - receivedMicros;
        long most = store + RESOLUTION_MICROS - sentMicros;
        if (most - least <= AHEAD_MICROS_MAX) {
            sure = true;
        }
        long bound = sure ? most : Math.min(most, least + AHEAD_MICROS_MAX);
        distanceMicros = Math.clamp(distanceMicros, least, Math.max(least, bound));
    }

    /// The best estimate of the store's time, in microseconds since 1970.
    public long nowMicros() {
        return monotonicMicros() + distanceMicros;
    }
}
