package cairn.api;

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

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A store in memory whose requests each take a given time. Thread-safe.
final class SlowStore implements ObjectStore {
    private final MemoryStore objects = new MemoryStore(Instant::now);
    private volatile Duration delay = Duration.ZERO;

    /// Sets how long each later request takes.
    void delay(Duration each) {
        delay = each;
    }

    private void pass() {
        Duration now = delay;
        if (now.isZero()) {
            return;
        }
        try {
            Thread.sleep(now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public GetOutcome get(ObjectKey key) {
        pass();
        return objects.get(key);
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range) {
        pass();
        return objects.get(key, range);
    }

    @Override
    public GetOutcome getUnless(ObjectKey key, Version known) {
        pass();
        return objects.getUnless(key, known);
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, Precondition precondition) {
        pass();
        return objects.put(key, content, precondition);
    }

    @Override
    public DeleteOutcome delete(List<ObjectKey> keys) {
        pass();
        return objects.delete(keys);
    }

    @Override
    public ListOutcome list(String prefix, String startAfter) {
        pass();
        return objects.list(prefix, startAfter);
    }
}
