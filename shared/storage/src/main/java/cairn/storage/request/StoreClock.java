package cairn.storage.request;

import cairn.storage.environment.Environment;

import java.time.Instant;

/// The store's clock, as far as its answers show it, so that processes with wrong clocks agree.
///
/// An answer carries the store's time, cut to whole seconds on S3: the store's clock then stood
/// somewhere between `t` and `t + 1 s`, at some moment between our sending and our receiving. Each
/// answer so bounds the distance between the store's clock and our monotonic one, which nobody
/// steps; our wall clock is only the first guess. The guess is never more than [#AHEAD_MICROS_MAX]
/// ahead of the store: until an answer was quick enough to see to that, it is held near the least
/// that answers allow; from then on a slow one, of a process frozen meanwhile for instance, does
/// not set it back. Thread-safe.
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

    /// A time to give to [#observe].
    long monotonicMicros() {
        return environment.monotonicNanos() / 1000;
    }

    /// Learns from one answer.
    ///
    /// @param sentMicros monotonic time before the request was sent
    /// @param receivedMicros monotonic time when the answer was there
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

    /// Our best guess of the store's time, in microseconds since 1970.
    public long nowMicros() {
        return monotonicMicros() + distanceMicros;
    }
}
