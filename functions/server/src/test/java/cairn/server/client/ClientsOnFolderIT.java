package cairn.server.client;

import cairn.server.target.FolderTarget;
import cairn.server.target.Target;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

final class ClientsOnFolderIT extends ClientsSuite {
    @TempDir private static Path folder;

    @Override
    protected Target start() {
        return new FolderTarget(folder);
    }
}
