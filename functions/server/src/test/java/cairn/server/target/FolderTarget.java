package cairn.server.target;

import cairn.server.process.Door;
import cairn.server.process.ServerProcess;

import java.nio.file.Path;
import java.util.List;

/// A server on a folder: what the others are compared with.
public final class FolderTarget implements Target {
    private final ServerProcess server;

    /// Starts a server.
    public FolderTarget(Path folder) {
        this.server = ServerProcess.onFolder(folder);
    }

    @Override
    public String name() {
        return "server on a folder";
    }

    @Override
    public Door door() {
        return server.door();
    }

    @Override
    public List<Difference> differences() {
        return List.of();
    }

    @Override
    public void close() {
        server.close();
    }
}
