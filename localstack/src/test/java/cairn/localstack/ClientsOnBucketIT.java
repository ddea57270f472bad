package cairn.localstack;

import cairn.server.client.ClientsSuite;
import cairn.server.process.ServerProcess;
import cairn.server.target.ServerTarget;
import cairn.server.target.Target;

final class ClientsOnBucketIT extends ClientsSuite {
    @Override
    protected Target start() {
        return new ServerTarget(
                "server on LocalStack's S3",
                ServerProcess.onBucket(Deployment.localStack().freshBucket()));
    }
}
