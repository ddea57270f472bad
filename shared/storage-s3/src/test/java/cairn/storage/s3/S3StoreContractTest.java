package cairn.storage.s3;

import cairn.storage.port.ObjectStore;
import cairn.storage.port.ObjectStoreContractTest;

import org.junit.jupiter.api.AfterEach;

/// The port's obligations on LocalStack's S3.
final class S3StoreContractTest extends ObjectStoreContractTest {
    private final S3Store store = LocalStack.store(LocalStack.started().freshBucket());

    @Override
    protected ObjectStore store() {
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }
}
