package cairn.storage.folder;

import cairn.storage.environment.SystemEnvironment;
import cairn.storage.port.ObjectStore;
import cairn.storage.port.ObjectStoreContractTest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

class FolderStoreContractTest extends ObjectStoreContractTest {
    @TempDir private Path folder;
    private Optional<FolderStore> store = Optional.empty();

    @BeforeEach
    void open() {
        SystemEnvironment environment =
                new SystemEnvironment(
                        (name, e) -> {
                            throw new IllegalStateException(name, e);
                        });
        store =
                Optional.of(
                        FolderStore.open(
                                folder,
                                environment,
                                why -> {
                                    throw new IllegalStateException(why);
                                }));
    }

    @AfterEach
    void close() throws IOException {
        store.orElseThrow().close();
    }

    @Override
    protected ObjectStore store() {
        return store.orElseThrow();
    }
}
