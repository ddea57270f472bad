package cairn.localstack;

import cairn.server.process.Door;
import cairn.server.process.ServerProcess;
import cairn.server.target.Difference;
import cairn.server.target.Target;

import java.util.List;

/// A server on a bucket of LocalStack's S3.
final class BucketTarget implements Target {
    private final ServerProcess server =
            ServerProcess.onBucket(Deployment.localStack().freshBucket());

    @Override
    public String name() {
        return "server on LocalStack's S3";
    }

    @Override
    public Door door() {
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
