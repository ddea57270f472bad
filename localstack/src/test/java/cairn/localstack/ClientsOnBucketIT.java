package cairn.localstack;

import cairn.server.client.ClientsSuite;
import cairn.server.target.Target;

final class ClientsOnBucketIT extends ClientsSuite {
    @Override
    protected Target start() {
        return new BucketTarget();
    }
}
