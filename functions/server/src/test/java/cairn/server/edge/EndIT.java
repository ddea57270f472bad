package cairn.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.server.process.ApiRequest;
import cairn.server.process.KeyedTable;
import cairn.server.process.RawWire;
import cairn.server.process.ServerProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The effect of SIGTERM on requests.
final class EndIT {
    private static final int DEAF_TRIES = 100_000;

    @TempDir Path folder;

    private static ApiRequest put(String key) {
        return new ApiRequest(
                "PutItem",
                "{'TableName':'Things','Item':{'p':{'S':'%s'},'s':{'N':'1'}}}".formatted(key));
    }

    private ServerProcess server(String... options) {
        return ServerProcess.onFolder(folder.resolve("data"), options);
    }

    private static void create(ServerProcess server) {
        try (DynamoDbClient client = server.client()) {
            KeyedTable.create(client, "Things", "p", "s");
        }
    }

    private static Set<String> keys(ServerProcess server) {
        Set<String> keys = new HashSet<>();
        try (DynamoDbClient client = server.client()) {
            client.scanPaginator(scan -> scan.tableName("Things").consistentRead(true))
                    .items()
                    .forEach(
                            item -> keys.add(item.getOrDefault("p", AttributeValue.fromS("")).s()));
        }
        return keys;
    }

    /// Waits until the server refuses connections.
    private static void awaitDeaf(ServerProcess server) throws IOException {
        int tries = 0;
        while (!refusesConnections(server)) {
            assertThat(++tries).as("the server still listens").isLessThan(DEAF_TRIES);
        }
    }

    private static boolean refusesConnections(ServerProcess server) throws IOException {
        try {
            new RawWire(server.endpoint()).close();
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (SocketException e) {
            // The kernel accepted the connection before the server closed its socket, and then
            // reset it.
            return false;
        }
    }

    @Test
    void aRequestThatHasBegunIsAnswered() throws IOException {
        List<RawWire> wires = new ArrayList<>();
        try (ServerProcess server = server("--drain-millis", "60000")) {
            create(server);
            for (int i = 0; i < 20; i++) {
                RawWire wire = new RawWire(server.endpoint());
                wires.add(wire);
                wire.send(put("before" + i).bytes());
                wire.write(first(put("begun" + i).bytes()));
            }
            try (RawWire other = new RawWire(server.endpoint())) {
                other.send(new ApiRequest("ListTables", "{}").bytes());
            }
            server.terminate();
            awaitDeaf(server);
            for (int i = 0; i < wires.size(); i++) {
                wires.get(i).write(rest(put("begun" + i).bytes()));
                RawWire.Answer answer = wires.get(i).read();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.headers()).containsEntry("connection", "close");
                assertThat(wires.get(i).readToEnd()).isZero();
            }
        }
        try (ServerProcess server = server()) {
            assertThat(keys(server)).hasSize(40);
        }
    }

    private static byte[] first(byte[] request) {
        return Arrays.copyOf(request, request.length - 10);
    }

    private static byte[] rest(byte[] request) {
        return Arrays.copyOfRange(request, request.length - 10, request.length);
    }

    @Test
    void aRequestThatNeverEndsIsNotWaitedForLong() throws IOException {
        ServerProcess server = server("--drain-millis", "300");
        create(server);
        try (RawWire wire = new RawWire(server.endpoint())) {
            wire.write(first(put("never").bytes()));
            server.close();
            assertThat(wire.readToEnd()).isZero();
        }
    }

    /// Clients write without pause. Every answered write is there; no unanswered write is there.
    @Test
    void everyWriteIsAccountedFor() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        Set<String> unanswered = ConcurrentHashMap.newKeySet();
        ServerProcess server = server("--drain-millis", "60000");
        create(server);
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            int client = i;
            clients.add(
                    Thread.ofVirtual()
                            .start(() -> write(server, client, acknowledged, unanswered)));
        }
        while (acknowledged.size() < 500) {
            Thread.sleep(5);
        }
        server.close();
        for (Thread client : clients) {
            client.join();
        }
        try (ServerProcess again = server()) {
            Set<String> found = keys(again);
            assertThat(found).containsAll(acknowledged);
            assertThat(found).doesNotContainAnyElementsOf(unanswered);
        }
    }

    private static void write(
            ServerProcess server, int client, Set<String> acknowledged, Set<String> unanswered) {
        String key = "";
        try (RawWire wire = new RawWire(server.endpoint())) {
            for (int i = 0; ; i++) {
                key = client + "-" + i;
                if (wire.send(put(key).bytes()).status() == 200) {
                    acknowledged.add(key);
                }
            }
        } catch (IOException e) {
            unanswered.add(key);
        }
    }
}
