package cairn.storage.request;

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
import java.util.function.Function;
import java.util.function.Supplier;

/// A store whose answers set a [StoreClock].
public final class ClockedStore implements ObjectStore {
    private final ObjectStore store;
    private final StoreClock clock;

    public ClockedStore(ObjectStore store, StoreClock clock) {
        this.store = store;
        this.clock = clock;
    }

    private <T> T clocked(Supplier<T> request, Function<T, Optional<Instant>> time) {
        long sent = clock.monotonicMicros();
        T outcome = request.get();
        time.apply(outcome).ifPresent(at -> clock.observe(sent, at, clock.monotonicMicros()));
        return outcome;
    }

    private static Optional<Instant> time(GetOutcome outcome) {
        return switch (outcome) {
            case GetOutcome.Found found -> Optional.of(found.storeTime());
            case GetOutcome.NotModified same -> Optional.of(same.storeTime());
            case GetOutcome.Absent absent -> Optional.of(absent.storeTime());
            case GetOutcome.Unavailable unavailable -> Optional.empty();
        };
    }

    private static Optional<Instant> time(PutOutcome outcome) {
        return switch (outcome) {
            case PutOutcome.Stored stored -> Optional.of(stored.storeTime());
            case PutOutcome.Refused refused -> Optional.of(refused.storeTime());
            case PutOutcome.NotStored failed -> Optional.empty();
            case PutOutcome.Undecided undecided -> Optional.empty();
        };
    }

    @Override
    public GetOutcome get(ObjectKey key) {
        return clocked(() -> store.get(key), ClockedStore::time);
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range) {
        return clocked(() -> store.get(key, range), ClockedStore::time);
    }

    @Override
    public GetOutcome getUnless(ObjectKey key, Version known) {
        return clocked(() -> store.getUnless(key, known), ClockedStore::time);
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, Precondition precondition) {
        return clocked(() -> store.put(key, content, precondition), ClockedStore::time);
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
