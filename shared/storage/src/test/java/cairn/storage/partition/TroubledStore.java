package cairn.storage.partition;

import cairn.storage.memory.MemoryStore;
import cairn.storage.port.ByteRange;
import cairn.storage.port.Content;
import cairn.storage.port.DeleteOutcome;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ListOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.ObjectStore;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.Version;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A memory store that a test makes slow or silent. Thread-safe.
public final class TroubledStore implements ObjectStore {
    private final ObjectStore store;
    private final AtomicInteger gets = new AtomicInteger();
    private final AtomicInteger puts = new AtomicInteger();
    private volatile Predicate<ObjectKey> silent = key -> false;
    private volatile Predicate<ObjectKey> full = key -> false;
    private volatile Predicate<ObjectKey> held = key -> false;
    private volatile Predicate<ObjectKey> late = key -> false;
    private final AtomicBoolean loses = new AtomicBoolean();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    public TroubledStore(ManualEnvironment environment) {
        this.store = new MemoryStore(() -> now(environment));
    }

    private static Instant now(ManualEnvironment environment) {
        long micros = environment.wallMicros();
        return Instant.ofEpochSecond(micros / 1_000_000);
    }

    /// From now on requests for these objects have no effect and no answer.
    public void silence(Predicate<ObjectKey> keys) {
        silent = keys;
    }

    /// From now on there is no space for these objects.
    public void fill(Predicate<ObjectKey> keys) {
        full = keys;
    }

    /// The next put of a head takes effect, and its answer is lost.
    public void loseAnswer() {
        loses.set(true);
    }

    /// From now on requests for these objects wait until [#release].
    public void hold(Predicate<ObjectKey> keys) {
        gate = new CountDownLatch(1);
        held = keys;
    }

    /// From now on reads of these objects are answered only after [#release], with the content at
    /// the time of the request.
    public void delayAnswers(Predicate<ObjectKey> keys) {
        gate = new CountDownLatch(1);
        late = keys;
    }

    /// Later requests are answered without delay again.
    public void answerAtOnce() {
        late = key -> false;
    }

    public void release() {
        held = key -> false;
        late = key -> false;
        gate.countDown();
    }

    /// Reads sent so far.
    public int gets() {
        return gets.get();
    }

    /// Puts sent so far, including those without effect.
    public int puts() {
        return puts.get();
    }

    public static boolean isHead(ObjectKey key) {
        return key.name().endsWith("/head");
    }

    private void awaitRelease() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private GetOutcome read(ObjectKey key, Supplier<GetOutcome> request) {
        boolean answeredLate = late.test(key);
        gets.incrementAndGet();
        Optional<String> trouble = trouble(key);
        if (trouble.isPresent()) {
            return new GetOutcome.Unavailable(trouble.get());
        }
        GetOutcome outcome = request.get();
        if (answeredLate) {
            awaitRelease();
        }
        return outcome;
    }

    private Optional<String> trouble(ObjectKey key) {
        if (held.test(key)) {
            awaitRelease();
        }
        return silent.test(key) ? Optional.of("silence") : Optional.empty();
    }

    @Override
    public GetOutcome get(ObjectKey key) {
        return read(key, () -> store.get(key));
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range) {
        return read(key, () -> store.get(key, range));
    }

    @Override
    public GetOutcome getUnless(ObjectKey key, Version known) {
        return read(key, () -> store.getUnless(key, known));
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, Precondition precondition) {
        puts.incrementAndGet();
        if (full.test(key)) {
            return new PutOutcome.NotStored("no space");
        }
        Optional<String> trouble = trouble(key);
        if (trouble.isPresent()) {
            return new PutOutcome.Undecided(trouble.get());
        }
        PutOutcome outcome = store.put(key, content, precondition);
        return isHead(key) && loses.getAndSet(false)
                ? new PutOutcome.Undecided("the answer is lost")
                : outcome;
    }

    @Override
    public DeleteOutcome delete(List<ObjectKey> keys) {
        return store.delete(keys);
    }

    @Override
    public ListOutcome list(String prefix, String startAfter) {
        return store.list(prefix, startAfter);
    }
}
