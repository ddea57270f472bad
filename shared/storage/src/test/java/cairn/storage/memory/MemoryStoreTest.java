package cairn.storage.memory;

import cairn.storage.port.ObjectStore;
import cairn.storage.port.ObjectStoreContractTest;

import java.time.Instant;

final class MemoryStoreTest extends ObjectStoreContractTest {
    private final MemoryStore store = new MemoryStore(Instant::now);

    @Override
    protected ObjectStore store() {
        return store;
    }
}
