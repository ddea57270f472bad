package cairn.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.server.process.ApiRequest;
import cairn.server.process.KeyedTable;
import cairn.server.process.RawWire;
import cairn.server.process.ServerProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Clients that open too many connections, or that send or receive too slowly.
final class LateClientsIT {
    private static final ApiRequest LIST = new ApiRequest("ListTables", "{}");

    @TempDir Path folder;

    @Test
    void idleConnectionsMakeRoomForOthersAndForFiles() throws Exception {
        List<RawWire> idle = new ArrayList<>();
        try (ServerProcess server =
                        ServerProcess.withDescriptors(
                                300, List.of("--data", folder.resolve("data").toString()));
                DynamoDbClient client = server.client()) {
            for (int i = 0; i < 500; i++) {
                idle.add(new RawWire(server.endpoint()));
            }
            KeyedTable.create(client, "Things", "p", "s");
            for (int i = 0; i < 30; i++) {
                // Each item exceeds 64 KiB and therefore has its own file.
                String item =
                        "{'TableName':'Things','Item':{'p':{'S':'%d'},'s':{'N':'1'},'v':{'S':'%s'}}}"
                                .formatted(i, "v".repeat(300_000));
                try (RawWire wire = new RawWire(server.endpoint())) {
                    RawWire.Answer put = wire.send(new ApiRequest("PutItem", item).bytes());
                    assertThat(put.status()).as(put.text()).isEqualTo(200);
                }
            }
            assertThat(idle.getFirst().readToEnd()).as("the oldest was closed").isZero();
            assertThat(idle.getLast().send(LIST.bytes()).status()).isEqualTo(200);
            assertThat(server.alive()).isTrue();
        } finally {
            for (RawWire wire : idle) {
                wire.close();
            }
        }
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedFor() throws IOException {
        try (ServerProcess server =
                        ServerProcess.onFolder(
                                folder.resolve("data"),
                                "--stall-millis",
                                "500",
                                "--idle-millis",
                                "500");
                RawWire half = new RawWire(server.endpoint());
                RawWire nothing = new RawWire(server.endpoint());
                RawWire head = new RawWire(server.endpoint())) {
            half.write(new ApiRequest("ListTables", "").header("Content-Length", "100").head());
            head.write("POST / HTTP/1.1\r\nHost: local".getBytes(StandardCharsets.US_ASCII));
            assertThat(half.readToEnd()).isZero();
            assertThat(nothing.readToEnd()).isZero();
            assertThat(head.readToEnd()).isZero();
            try (RawWire other = new RawWire(server.endpoint())) {
                assertThat(other.send(LIST.bytes()).status()).isEqualTo(200);
            }
        }
    }

    /// The answer is longer than the buffers of the sockets, so part of it is never sent.
    @Test
    void anAnswerThatIsNotTakenIsGivenUp() throws Exception {
        try (ServerProcess server =
                        ServerProcess.onFolder(folder.resolve("data"), "--stall-millis", "500");
                DynamoDbClient client = server.client()) {
            KeyedTable.create(client, "Things", "p", "s");
            int items = 40;
            for (int i = 0; i < items; i++) {
                String item =
                        "{'TableName':'Things','Item':{'p':{'S':'%d'},'s':{'N':'1'},'v':{'S':'%s'}}}"
                                .formatted(i, "v".repeat(400_000));
                try (RawWire wire = new RawWire(server.endpoint())) {
                    assertThat(wire.send(new ApiRequest("PutItem", item).bytes()).status())
                            .isEqualTo(200);
                }
            }
            String keys =
                    IntStream.range(0, items)
                            .mapToObj(i -> "{'p':{'S':'%d'},'s':{'N':'1'}}".formatted(i))
                            .collect(Collectors.joining(","));
            ApiRequest all =
                    new ApiRequest(
                            "BatchGetItem", "{'RequestItems':{'Things':{'Keys':[" + keys + "]}}}");
            assertThat(cutShort(server, all, items * 400_000L)).isTrue();
            assertThat(server.alive()).isTrue();
        }
    }

    /// Waits longer on each try before it reads, because the server may need time to answer.
    private static boolean cutShort(ServerProcess server, ApiRequest request, long length)
            throws Exception {
        for (int seconds = 4; seconds <= 64; seconds *= 2) {
            try (RawWire wire = new RawWire(server.endpoint())) {
                wire.write(request.bytes());
                Thread.sleep(seconds * 1000L);
                if (wire.readToEnd() < length) {
                    return true;
                }
            }
        }
        return false;
    }
}
