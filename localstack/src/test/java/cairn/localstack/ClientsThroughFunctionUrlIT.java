package cairn.localstack;

import cairn.server.client.ClientsSuite;
import cairn.server.target.Target;

import java.io.IOException;

final class ClientsThroughFunctionUrlIT extends ClientsSuite {
    @Override
    protected Target start() throws IOException, InterruptedException {
        return FunctionsTarget.functionUrl();
    }
}
