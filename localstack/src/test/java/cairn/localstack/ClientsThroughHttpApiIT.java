package cairn.localstack;

import cairn.server.client.ClientsSuite;
import cairn.server.target.Target;

import java.io.IOException;

final class ClientsThroughHttpApiIT extends ClientsSuite {
    @Override
    protected Target start() throws IOException, InterruptedException {
        return FunctionsTarget.httpApi();
    }
}
