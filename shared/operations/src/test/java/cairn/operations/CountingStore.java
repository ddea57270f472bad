package cairn.operations;

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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A store that records each request. A test can hold requests back. Thread-safe.
class CountingStore implements ObjectStore {
    private final ObjectStore store;
    private final List<String> requests = new ArrayList<>();
    private CountDownLatch gate = new CountDownLatch(0);

    CountingStore(ObjectStore store) {
        this.store = store;
    }

    /// The requests since the last call, as `GET key`, `GET key if changed`, `PUT key`.
    synchronized List<String> taken() {
        List<String> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    /// From now on requests wait until the latch opens.
    synchronized void hold(CountDownLatch latch) {
        gate = latch;
    }

    private void note(String request) {
        CountDownLatch open;
        synchronized (this) {
            requests.add(request);
            open = gate;
        }
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public GetOutcome get(ObjectKey key) {
        note("GET " + key);
        return store.get(key);
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range) {
        note("GET " + key + " " + range);
        return store.get(key, range);
    }

    @Override
    public GetOutcome getUnless(ObjectKey key, Version known) {
        note("GET " + key + " if changed");
        return store.getUnless(key, known);
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, Precondition precondition) {
        note("PUT " + key);
        return store.put(key, content, precondition);
    }

    @Override
    public DeleteOutcome delete(List<ObjectKey> keys) {
        note("DELETE " + keys);
        return store.delete(keys);
    }

    @Override
    public ListOutcome list(String prefix, String startAfter) {
        note("LIST " + prefix);
        return store.list(prefix, startAfter);
    }
}
