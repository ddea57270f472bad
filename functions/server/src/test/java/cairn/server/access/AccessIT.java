package cairn.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.server.access.KeysCommand.Key;
import cairn.server.process.KeyedTable;
import cairn.server.process.Launcher;
import cairn.server.process.Python;
import cairn.server.process.RawWire;
import cairn.server.process.ServerProcess;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Keys of each role against a server that checks signatures, through the AWS SDK for Java, boto3
/// and the AWS CLI. The server logs everything, and the test then searches the log for secrets.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class AccessIT {
    private static final String TABLE = "Things";

    private Path folder;
    private Path keyFile;
    private Path log;
    private KeysCommand keys;
    private Key admin;
    private Key writer;
    private Key reader;
    private ServerProcess server;

    /// Makes the keys before the server starts, except the reader's key, which it makes while the
    /// server runs.
    AccessIT(@TempDir Path scratch) throws Exception {
        folder = scratch.resolve("data");
        keyFile = scratch.resolve("private").resolve("key");
        log = scratch.resolve("log");
        keys =
                new KeysCommand(
                        List.of("--data", folder.toString(), "--key-file", keyFile.toString()),
                        Map.of());
        admin = keys.create("root", "admin");
        writer = keys.create("app", "read-write");
        server = started();
        reader =
                new KeysCommand(List.of("--data", folder.toString()), Map.of())
                        .create("eye", "read-only");
    }

    private ServerProcess started() {
        return ServerProcess.start(
                List.of(
                        "--data",
                        folder.toString(),
                        "--key-file",
                        keyFile.toString(),
                        "--auth",
                        "--log-level",
                        "trace"),
                Map.of(),
                ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    @BeforeAll
    void table() {
        try (DynamoDbClient client = server.client(admin.id(), admin.secret())) {
            KeyedTable.create(client, TABLE, "id", "n");
        }
    }

    @AfterAll
    void end() {
        server.close();
    }

    private static Map<String, AttributeValue> item(String id) {
        return Map.of("id", AttributeValue.fromS(id), "n", AttributeValue.fromN("1"));
    }

    private List<Map<String, AttributeValue>> items() {
        try (DynamoDbClient client = server.client(admin.id(), admin.secret())) {
            return client.scan(s -> s.tableName(TABLE).consistentRead(true)).items();
        }
    }

    @Test
    @Order(1)
    void nobodyElseChangesAnything() throws IOException {
        refused(
                reader,
                "AccessDeniedException",
                "User: arn:aws:iam::000000000000:user/eye is not authorized to perform:"
                        + " dynamodb:PutItem on resource:"
                        + " arn:aws:dynamodb:us-east-1:000000000000:table/Things because no"
                        + " identity-based policy allows the dynamodb:PutItem action");
        refused(
                new Key(writer.id(), reader.secret()),
                "InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided.");
        refused(
                new Key("CAIRNAAAAAAAAAAAAAAA", writer.secret()),
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
        String body =
                "{\"TableName\":\"Things\",\"Item\":{\"id\":{\"S\":\"x\"},\"n\":{\"N\":\"1\"}}}";
        String unsigned =
                """
                POST / HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/x-amz-json-1.0\r
                X-Amz-Target: DynamoDB_20120810.PutItem\r
                Content-Length: %d\r
                \r
                %s\
                """
                        .formatted(body.length(), body);
        try (RawWire wire = new RawWire(server.endpoint())) {
            RawWire.Answer answer = wire.send(unsigned.getBytes(StandardCharsets.US_ASCII));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text())
                    .isEqualTo(
                            "{\"__type\":\"com.amazon.coral.service"
                                    + "#MissingAuthenticationTokenException\","
                                    + "\"message\":\"Request is missing Authentication Token\"}");
        }
        assertThat(items()).isEmpty();
    }

    private void refused(Key key, String code, String message) {
        try (DynamoDbClient client = server.client(key.id(), key.secret())) {
            assertThatThrownBy(() -> client.putItem(p -> p.tableName(TABLE).item(item("x"))))
                    .isInstanceOfSatisfying(
                            DynamoDbException.class,
                            e -> {
                                assertThat(e.statusCode()).isEqualTo(400);
                                assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                                assertThat(e.awsErrorDetails().errorMessage()).startsWith(message);
                            });
        }
    }

    @Test
    @Order(2)
    void aWriterWritesAndAReaderReads() {
        try (DynamoDbClient client = server.client(writer.id(), writer.secret())) {
            client.putItem(p -> p.tableName(TABLE).item(item("by the writer \u00e9")));
            assertThatThrownBy(() -> client.deleteTable(d -> d.tableName(TABLE)))
                    .hasMessageContaining(
                            "user/app is not authorized to perform: dynamodb:DeleteTable");
        }
        try (DynamoDbClient client = server.client(reader.id(), reader.secret())) {
            assertThat(
                            client.getItem(
                                            g ->
                                                    g.tableName(TABLE)
                                                            .key(item("by the writer \u00e9")))
                                    .item())
                    .isEqualTo(item("by the writer \u00e9"));
            assertThat(client.listTables().tableNames()).containsExactly(TABLE);
        }
    }

    @Test
    @Order(3)
    void boto3AndTheCommandLineSignAsWell() throws Exception {
        int before = items().size();
        String out =
                Python.run(
                        Python.withClients(),
                        "signed.py",
                        server.door(),
                        writer.id(),
                        writer.secret(),
                        reader.id(),
                        reader.secret());
        assertThat(out).endsWith("all well\n");
        assertThat(items()).hasSize(before + 2);
    }

    @Test
    @Order(4)
    void aKeyIsReplacedWhileTheServerRuns() throws Exception {
        KeysCommand here = new KeysCommand(List.of("--data", folder.toString()), Map.of());
        Key fresh = KeysCommand.key(here.ok("rotate", reader.id()));
        here.ok("disable", reader.id());
        refused(
                reader,
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
        try (DynamoDbClient client = server.client(fresh.id(), fresh.secret())) {
            assertThat(client.listTables().tableNames()).containsExactly(TABLE);
        }
        here.ok("enable", reader.id());
        try (DynamoDbClient client = server.client(reader.id(), reader.secret())) {
            assertThat(client.listTables().tableNames()).containsExactly(TABLE);
        }
        here.ok("delete", fresh.id());
        assertThat(here.ok("list").lines())
                .hasSize(3)
                .anyMatch(line -> line.matches(reader.id() + " +read-only +enabled .* eye"));
        Launcher.Ended unknown = here.run("disable", fresh.id());
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).isEqualTo("cairn: there is no access key " + fresh.id() + "\n");
    }

    @Test
    @Order(5)
    void keysOutliveTheServerEvenKilled() throws Exception {
        server.kill();
        assertThat(keys.ok("list").lines()).hasSize(3);
        server = started();
        assertThat(items()).hasSize(3);
        server.close();
        assertThat(keys.ok("list").lines()).hasSize(3);
    }

    @Test
    @Order(6)
    void noSecretIsInTheLogNorInTheStore() throws IOException {
        List<Path> files = new ArrayList<>(List.of(log));
        try (Stream<Path> found = Files.walk(folder)) {
            found.filter(Files::isRegularFile).forEach(files::add);
        }
        List<String> secrets = new ArrayList<>();
        for (Key key : List.of(admin, writer, reader)) {
            secrets.add(key.secret());
            byte[] bytes = key.secret().getBytes(StandardCharsets.US_ASCII);
            secrets.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        }
        secrets.add(Files.readString(keyFile).strip().split(" ", -1)[1]);
        assertThat(Files.readString(log).contains(" TRACE ")).as("all is logged").isTrue();
        boolean idsFound = false;
        for (Path file : files) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(secrets).as(file.toString()).noneMatch(text::contains);
            idsFound |= !file.equals(log) && text.contains(writer.id());
        }
        assertThat(idsFound).as("the keys are in the store").isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
                .isEqualTo("rw-------");
    }

    @Test
    @Order(7)
    void aKeyFileThatOthersCanReadIsNotUsed() throws Exception {
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r-----"));
        Launcher.Ended ended = keys.run("create", "--name", "x", "--role", "admin");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("can be read by others; run: chmod 600");
    }

    @Test
    void aServerThatCannotBeReachedIsSaidToBeInTheWay(@TempDir Path other) throws Exception {
        Path data = other.resolve("data");
        KeysCommand there =
                new KeysCommand(
                        List.of("--data", data.toString(), "--key-file", other + "/key"), Map.of());
        try (ServerProcess running = ServerProcess.onFolder(data)) {
            assertThat(running.alive()).isTrue();
            awaitSocket(data);
            Files.delete(data.resolve("control").resolve("socket"));
            Launcher.Ended ended = there.run("list");
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err())
                    .endsWith(
                            "is in use by another process that `cairn keys` can't reach; try again,"
                                    + " or end it first\n");
        }
    }

    /// The server listens on this socket shortly after it listens for requests.
    private static void awaitSocket(Path data) throws InterruptedException {
        Path socket = data.resolve("control").resolve("socket");
        for (int i = 0; i < 1000 && !Files.exists(socket); i++) {
            Thread.sleep(10);
        }
    }

    @Test
    void withoutAnyKeyAServerThatChecksDoesNotStart(@TempDir Path empty) throws Exception {
        for (List<String> why : List.of(List.of("--auth"), List.of("--host", "0.0.0.0"))) {
            List<String> arguments = new ArrayList<>(List.of("--port", "0", "--data"));
            arguments.add(empty.resolve("data").toString());
            arguments.addAll(why);
            Launcher.Ended ended = Launcher.run(Map.of(), arguments);
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err())
                    .contains(
                            "there is no access key in",
                            "cairn keys create --name NAME --role admin --data");
        }
    }

    @Test
    void whatMakesNoSenseIsRefused(@TempDir Path empty) throws Exception {
        Path data = empty.resolve("data");
        KeysCommand there = new KeysCommand(List.of("--data", data.toString()), Map.of());
        for (String[] words :
                new String[][] {
                    {},
                    {"frobnicate"},
                    {"create", "--name", "x"},
                    {"create", "--name", "x", "--role", "king"},
                    {"list", "--role", "admin"},
                    {"list", "more"},
                    {"disable"},
                    {"delete", "a", "b"},
                    {"list", "--key-file", data.resolve("key").toString()},
                    {"list", "--key-file", "a", "--kms-key", "b"}
                }) {
            Launcher.Ended ended = there.run(words);
            assertThat(ended.status()).as(String.join(" ", words)).isEqualTo(2);
            assertThat(ended.err()).startsWith("cairn: ");
        }
        assertThat(data).doesNotExist();
    }
}
