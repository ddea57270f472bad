package cairn.storage.environment;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

/// The real environment: the system's clocks, a cryptographic random source, virtual threads.
public final class SystemEnvironment implements Environment {
    private final SecureRandom random = new SecureRandom();
    private final BiConsumer<String, Throwable> failures;

    /// @param failures called with the name of each task that ended by throwing, and what it threw
    public SystemEnvironment(BiConsumer<String, Throwable> failures) {
        this.failures = failures;
    }

    @Override
    public long wallMicros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    }

    @Override
    public long monotonicNanos() {
        return System.nanoTime();
    }

    @Override
    public long randomBits() {
        return random.nextLong();
    }

    @Override
    public void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShuttingDown();
        }
    }

    @Override
    public void start(String name, Runnable task) {
        Thread.ofVirtual()
                .name(name)
                .uncaughtExceptionHandler((thread, e) -> failures.accept(name, e))
                .start(task);
    }
}
