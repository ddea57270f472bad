package cairn.storage.folder;

import cairn.storage.environment.Environment;
import cairn.storage.environment.SystemEnvironment;
import cairn.storage.folder.file.Disk;

import java.io.IOException;
import java.util.function.Consumer;

/// A folder store as most tests open it: with short journal files and every rule.
final class TestFolder {
    static final int JOURNAL_FILE_BYTES = 3000;

    private TestFolder() {}

    static FolderStore open(Disk disk) throws IOException {
        return open(disk, new InlineEnvironment());
    }

    static FolderStore open(Disk disk, Environment environment) throws IOException {
        return open(disk, environment, why -> {});
    }

    /// @param onFatal called when the store can write nothing any more
    static FolderStore open(Disk disk, Environment environment, Consumer<String> onFatal)
            throws IOException {
        return FolderStore.open(
                new FolderStore.Opening(
                        disk,
                        "folder",
                        environment,
                        new Folder.Layout(4, JOURNAL_FILE_BYTES),
                        FolderStore.JOURNALED_BYTES_MAX,
                        FolderRule.ALL,
                        onFatal));
    }

    /// An environment with real time and threads. A task that fails throws.
    static Environment threads() {
        return new SystemEnvironment(
                (name, e) -> {
                    throw new IllegalStateException(name, e);
                });
    }
}
