package cairn.server.target;

import cairn.server.process.SignedEndpoint;

import java.util.List;

/// A running Cairn that the suites of real clients run against.
///
/// A suite is the same for every target. What one can't do is in its one list of differences; a
/// test that needs it is skipped there, with a line that says why.
public interface Target extends AutoCloseable {
    /// As it is called in what is printed.
    String name();

    /// Where clients find it.
    SignedEndpoint door();

    /// All that it does otherwise than a server on a folder.
    List<Difference> differences();

    /// Ends what was started for this target alone.
    @Override
    void close();
}
