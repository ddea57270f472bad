package cairn.localstack;

import cairn.server.process.SignedEndpoint;
import cairn.server.target.Difference;
import cairn.server.target.Feature;
import cairn.server.target.Target;

import java.io.IOException;
import java.util.List;

/// The functions behind one of their front doors.
record FunctionsTarget(String name, SignedEndpoint door, List<Difference> differences)
        implements Target {
    private static final Difference SMALL_REQUESTS =
            new Difference(
                    Feature.LARGE_REQUESTS,
                    "Lambda carries 6 MB, in base64 about 4.5 MB of a request's body");

    static FunctionsTarget httpApi() throws IOException, InterruptedException {
        return new FunctionsTarget(
                "functions behind the HTTP API",
                Deployment.made().httpApi(),
                List.of(SMALL_REQUESTS));
    }

    static FunctionsTarget restApi() throws IOException, InterruptedException {
        return new FunctionsTarget(
                "functions behind the REST API",
                Deployment.made().restApi(),
                List.of(
                        SMALL_REQUESTS,
                        new Difference(
                                Feature.REQUEST_IDS, "the gateway puts one of its own in place")));
    }

    static FunctionsTarget functionUrl() throws IOException, InterruptedException {
        return new FunctionsTarget(
                "functions behind the function URL",
                Deployment.made().functionUrl(),
                List.of(SMALL_REQUESTS));
    }

    /// Other tests use the deployment; it ends with LocalStack.
    @Override
    public void close() {}
}
