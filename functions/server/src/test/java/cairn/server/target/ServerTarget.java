package cairn.server.target;

import cairn.server.process.ServerProcess;
import cairn.server.process.SignedEndpoint;

import java.util.List;

/// A server on any store. A server on a folder is the reference for the other targets.
///
/// @param server ends together with this target
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
