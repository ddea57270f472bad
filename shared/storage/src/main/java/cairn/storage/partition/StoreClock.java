package cairn.storage.partition;

import cairn.storage.environment.Environment;

import java.time.Instant;

/// The store's clock, as far as its answers tell it, so that processes with wrong clocks agree.
///
/// An answer carries the store's time, cut to whole seconds on S3: the store's clock then stood
/// somewhere between `t` and `t + 1 s`, at some moment between our sending and our receiving. That
/// bounds how far our own clock is off; inside the bounds our own is trusted. Thread-safe.
final class StoreClock {
    private static final long RESOLUTION_MICROS = 1_000_000;

    private final Environment environment;
    private volatile long correctionMicros;

    StoreClock(Environment environment) {
        this.environment = environment;
    }

    /// Learns from one answer.
    ///
    /// @param sentMicros our wall clock before the request was sent
    /// @param receivedMicros our wall clock when the answer was there
    void observe(long sentMicros, Instant storeTime, long receivedMicros) {
        long store = storeTime.getEpochSecond() * 1_000_000 + storeTime.getNano() / 1000;
        long least = store - receivedMicros;
        long most = Math.max(least, store + RESOLUTION_MICROS - sentMicros);
        correctionMicros = Math.clamp(0, least, most);
    }

    /// Our best guess of the store's time, in microseconds since 1970.
    long nowMicros() {
        return environment.wallMicros() + correctionMicros;
    }
}
