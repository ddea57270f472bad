package cairn.storage.environment;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.BiConsumer;

/// The real environment of a process that is frozen between invocations, and that may have started
/// as a copy of another process (a restored snapshot).
///
/// A frozen process cannot measure how long it was frozen. The monotonic clock may have stopped,
/// and the wall clock may be corrected only later. So at the start of each invocation the monotonic
/// clock is corrected from the invoker's clock. It counts at least the time that passed outside, to
/// within the few milliseconds of an event's delivery. It never decreases.
///
/// Random bits are mixed from the kernel's, read at construction, and from the first invocation's
/// id. So two copies of one process never draw the same bits. Thread-safe.
public final class InvocationEnvironment implements Environment {
    private static final String KERNEL = "/dev/urandom";
    private static final int SEED_BYTES = 32;

    private final SystemEnvironment real;
    private final SecureRandom random = new SecureRandom();
    private volatile long frozenNanos;
    private boolean invokedBefore;
    private long lastOutsideMillis;
    private long lastNanos;

    /// @param failures called with the name of each task that ended by throwing, and what it threw
    public InvocationEnvironment(BiConsumer<String, Throwable> failures) {
        this.real = new SystemEnvironment(failures);
        random.setSeed(kernelBits());
    }

    private static byte[] kernelBits() {
        try (InputStream in = new FileInputStream(KERNEL)) {
            return in.readNBytes(SEED_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts an invocation.
    ///
    /// @param id unique to this invocation
    /// @param outsideMillis its start, from a fixed but unknown instant, on a clock that continues
    ///   while this process is frozen
    public synchronized void invoked(String id, long outsideMillis) {
        long now = monotonicNanos();
        if (invokedBefore) {
            long outside = (outsideMillis - lastOutsideMillis) * 1_000_000;
            long frozen = Math.max(0, outside - (now - lastNanos));
            frozenNanos += frozen;
            now += frozen;
        } else {
            random.setSeed(id.getBytes(StandardCharsets.UTF_8));
        }
        invokedBefore = true;
        lastOutsideMillis = outsideMillis;
        lastNanos = now;
    }

    @Override
    public long wallMicros() {
        return real.wallMicros();
    }

    @Override
    public long monotonicNanos() {
        return real.monotonicNanos() + frozenNanos;
    }

    @Override
    public long randomBits() {
        return random.nextLong();
    }

    @Override
    public void sleep(Duration duration) {
        real.sleep(duration);
    }

    @Override
    public void start(String name, Runnable task) {
        real.start(name, task);
    }
}
