package cairn.storage.memory;

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

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Objects in memory, as strict as the port allows. Pages of a listing are short, store time has
/// whole seconds as in S3's `Date`, and arrays are copied in both directions. A version is a digest
/// of the bytes, so a writer that restores old bytes restores the old version.
///
/// Every method is one atomic step under one lock.
public final class MemoryStore implements ObjectStore {
    private static final int PAGE_ENTRIES = 3;

    private record Stored(byte[] bytes, Version version) {}

    private final NavigableMap<ObjectKey, Stored> objects = new TreeMap<>();
    private final Supplier<Instant> clock;

    public MemoryStore(Supplier<Instant> clock) {
        this.clock = clock;
    }

    @Override
    public synchronized GetOutcome get(ObjectKey key) {
        Stored stored = objects.get(key);
        return stored == null
                ? new GetOutcome.Absent(now())
                : new GetOutcome.Found(stored.bytes.clone(), stored.version, now());
    }

    @Override
    public synchronized GetOutcome get(ObjectKey key, ByteRange range) {
        Stored stored = objects.get(key);
        if (stored == null) {
            return new GetOutcome.Absent(now());
        }
        int from = (int) Math.min(range.offset(), stored.bytes.length);
        int to = (int) Math.min(range.end(), stored.bytes.length);
        return new GetOutcome.Found(
                Arrays.copyOfRange(stored.bytes, from, to), stored.version, now());
    }

    @Override
    public synchronized GetOutcome getUnless(ObjectKey key, Version known) {
        Stored stored = objects.get(key);
        return stored != null && stored.version.equals(known)
                ? new GetOutcome.NotModified(now())
                : get(key);
    }

    @Override
    public synchronized PutOutcome put(ObjectKey key, Content content, Precondition precondition) {
        if (!holds(precondition, objects.get(key))) {
            return new PutOutcome.Refused(now());
        }
        byte[] bytes = content.toBytes();
        Version version = new Version(Digest.of(bytes));
        objects.put(key, new Stored(bytes.clone(), version));
        return new PutOutcome.Stored(version, now());
    }

    private static boolean holds(Precondition precondition, @Nullable Stored stored) {
        return switch (precondition) {
            case Precondition.Absent() -> stored == null;
            case Precondition.Matches(Version version) ->
                    stored != null && stored.version.equals(version);
        };
    }

    @Override
    public synchronized DeleteOutcome delete(List<ObjectKey> keys) {
        if (keys.size() > DELETE_KEYS_MAX) {
            throw new IllegalArgumentException("delete of " + keys.size() + " keys");
        }
        keys.forEach(objects::remove);
        return new DeleteOutcome.Deleted(List.of(), now());
    }

    @Override
    public synchronized ListOutcome list(String prefix, String startAfter) {
        List<ListOutcome.Entry> entries = new ArrayList<>();
        for (var object : objects.entrySet()) {
            String name = object.getKey().name();
            if (!name.startsWith(prefix) || name.compareTo(startAfter) <= 0) {
                continue;
            }
            if (entries.size() == PAGE_ENTRIES) {
                return new ListOutcome.Page(entries, true, now());
            }
            entries.add(new ListOutcome.Entry(object.getKey(), object.getValue().bytes.length));
        }
        return new ListOutcome.Page(entries, false, now());
    }

    private Instant now() {
        return clock.get().truncatedTo(ChronoUnit.SECONDS);
    }
}
