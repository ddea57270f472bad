package cairn.storage.port;

import java.util.List;

/// A store that forwards every request. Tests override what must differ.
public class ForwardingStore implements ObjectStore {
    private final ObjectStore store;

    public ForwardingStore(ObjectStore store) {
        this.store = store;
    }

    @Override
    public GetOutcome get(ObjectKey key) {
        return store.get(key);
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range) {
        return store.get(key, range);
    }

    @Override
    public GetOutcome getUnless(ObjectKey key, Version known) {
        return store.getUnless(key, known);
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, Precondition precondition) {
        return store.put(key, content, precondition);
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
