package cairn.server.target;

import cairn.server.process.SignedEndpoint;

import java.util.List;

/// A running Cairn for the suites of real clients.
///
/// A suite is the same for every target. Each target lists what it cannot do in one list of
/// differences. A test that needs a missing feature is skipped, with a line that gives the reason.
public interface Target extends AutoCloseable {
    /// The name in printed output.
    String name();

    /// The endpoint for clients.
    SignedEndpoint door();

    /// All differences from a server on a folder.
    List<Difference> differences();

    /// Ends what was started only for this target.
    @Override
    void close();
}
