package cairn.localstack;

import cairn.server.process.Door;
import cairn.storage.s3.LocalStack;

import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

import java.io.IOException;
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

    /// The LocalStack that it is on.
    static LocalStack localStack() {
        return LocalStack.startedForFunctions();
    }

    /// The one of this JVM. Takes about 15 s on first use. Where there can be none, the running
    /// test is skipped.
    static synchronized Deployment made() throws IOException, InterruptedException {
        if (deployed.isEmpty()) {
            Script.python();
            int port = localStack().endpoint().getPort();
            String json = Script.run("deploy", Integer.toString(port)).ok();
            deployed = Optional.of(new Deployment(port, EnhancedDocument.fromJson(json)));
        }
        return deployed.get();
    }

    /// The port that LocalStack listens on.
    int port() {
        return port;
    }

    /// Its front door through API Gateway.
    Door restApi() {
        return door("restApi");
    }

    /// Its front door without a gateway.
    Door functionUrl() {
        return door("functionUrl");
    }

    private Door door(String name) {
        return new Door(
                URI.create(places.getString(name)),
                Optional.of(URI.create(places.getString("proxy"))),
                places.isPresent("AccessKeyId") ? places.getString("AccessKeyId") : Door.ANY,
                places.isPresent("SecretAccessKey")
                        ? places.getString("SecretAccessKey")
                        : Door.ANY);
    }
}
