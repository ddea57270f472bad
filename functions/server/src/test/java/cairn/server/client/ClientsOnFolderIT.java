package cairn.server.client;

import cairn.server.process.ServerProcess;
import cairn.server.target.ServerTarget;
import cairn.server.target.Target;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

final class ClientsOnFolderIT extends ClientsSuite {
    @TempDir private static Path folder;

    @Override
    protected Target start() {
        return new ServerTarget("server on a folder", ServerProcess.onFolder(folder));
    }
}
