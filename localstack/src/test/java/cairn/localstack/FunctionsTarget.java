package cairn.localstack;

import cairn.server.process.Door;
import cairn.server.target.Difference;
import cairn.server.target.Feature;
import cairn.server.target.Target;

import java.util.List;

/// The functions behind one of their front doors.
///
/// @param name of the door
record FunctionsTarget(String name, Door door) implements Target {
    private static final List<Difference> DIFFERENCES =
            List.of(
                    new Difference(
                            Feature.LARGE_REQUESTS,
                            "Lambda carries 6 MB, in base64 about 4.5 MB of a request's body"),
                    new Difference(
                            Feature.REQUEST_IDS,
                            "the front door puts an x-amzn-RequestId of its own in its place"));

    @Override
    public List<Difference> differences() {
        return DIFFERENCES;
    }

    /// The deployment stays for the other tests; it ends with LocalStack.
    @Override
    public void close() {}
}
