package cairn.server.target;

import cairn.server.process.ServerProcess;
import cairn.server.process.SignedEndpoint;

import java.util.List;

/// A server, whatever its data are on; on a folder it is what the others are compared with.
///
/// @param server ends with this
public record ServerTarget(String name, ServerProcess server) implements Target {
    @Override
    public SignedEndpoint door() {
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
