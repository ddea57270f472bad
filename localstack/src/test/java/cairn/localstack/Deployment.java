package cairn.localstack;

import cairn.server.process.SignedEndpoint;
import cairn.storage.s3.LocalStack;

import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;

/// template.yaml with the functions that Maven has built, deployed once for all tests of the
/// module.
final class Deployment {
    private static Optional<Deployment> deployed = Optional.empty();

    private final int port;
    private final EnhancedDocument places;

    private Deployment(int port, EnhancedDocument places) {
        this.port = port;
        this.places = places;
    }

    /// The LocalStack of the deployment.
    static LocalStack localStack() {
        return LocalStack.startedForFunctions();
    }

    /// The deployment of this JVM. Takes about 15 s on first use. If it cannot be made, the running
    /// test is skipped.
    static synchronized Deployment made() throws IOException, InterruptedException {
        if (deployed.isEmpty()) {
            Script.python();
            int port = localStack().endpoint().getPort();
            String localStack = Integer.toString(port);
            String httpApi = Integer.toString(freePort());
            Script.start("http-api", httpApi, "--localstack", localStack);
            String json = Script.run("deploy", localStack, "--http-api", httpApi).ok();
            deployed = Optional.of(new Deployment(port, EnhancedDocument.fromJson(json)));
        }
        return deployed.get();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// The port that LocalStack listens on.
    int port() {
        return port;
    }

    /// The default front door.
    SignedEndpoint httpApi() {
        return door("httpApi", Optional.empty());
    }

    /// The REST API as LocalStack provides it, which passes signatures on.
    SignedEndpoint restApi() {
        return door("restApi", Optional.of(URI.create(places.getString("proxy"))));
    }

    /// The REST API as AWS provides it, which drops signatures.
    SignedEndpoint restApiOfAws() {
        return door("restApi", Optional.of(URI.create(places.getString("httpApi"))));
    }

    /// The front door without a gateway.
    SignedEndpoint functionUrl() {
        return door("functionUrl", Optional.of(URI.create(places.getString("proxy"))));
    }

    private SignedEndpoint door(String name, Optional<URI> proxy) {
        return new SignedEndpoint(
                URI.create(places.getString(name)),
                proxy,
                places.isPresent("AccessKeyId")
                        ? places.getString("AccessKeyId")
                        : SignedEndpoint.ANY,
                places.isPresent("SecretAccessKey")
                        ? places.getString("SecretAccessKey")
                        : SignedEndpoint.ANY);
    }
}
