package cairn.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// Each malformed request gets DynamoDB's answer, and the server continues.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MalformedIT {
    private static final int REQUESTS = 12_000;
    private static final Pattern ERROR =
            Pattern.compile(
                    "\\{\"__type\":\"com\\.(amazonaws\\.dynamodb\\.v20120810|amazon\\.coral\\.\\w+)"
                            + "#\\w+\".*}",
                    Pattern.DOTALL);

    private final long seed = Long.getLong("malformed.seed", 3);
    private ServerProcess server;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = ServerProcess.onFolder(folder.resolve("data"));
        try (DynamoDbClient client = server.client()) {
            KeyedTable.create(client, "Things", "id", "n");
        }
    }

    @AfterAll
    void end() {
        server.close();
    }

    @Test
    void everyMalformedRequestIsAnswered() throws IOException {
        MalformedRequests requests = new MalformedRequests(seed);
        Map<Integer, Integer> statuses = new TreeMap<>();
        RawWire wire = new RawWire(server.endpoint());
        for (int i = 0; i < REQUESTS; i++) {
            byte[] request = requests.request(i);
            RawWire.Answer answer = wire.send(request);
            statuses.merge(answer.status(), 1, Integer::sum);
            String told =
                    "malformed.seed=%d, request %d: %s"
                            .formatted(seed, i, new String(request, StandardCharsets.ISO_8859_1));
            assertSound(answer, told);
            if (answer.closes()) {
                wire.close();
                wire = new RawWire(server.endpoint());
            }
        }
        wire.close();
        System.out.println("statuses of malformed requests: " + statuses);
        assertThat(statuses.get(400)).isGreaterThan(REQUESTS * 8 / 10);
        assertThat(server.alive()).isTrue();
    }

    private static void assertSound(RawWire.Answer answer, String told) {
        CRC32 crc = new CRC32();
        crc.update(answer.body());
        assertThat(answer.headers().get("x-amz-crc32"))
                .as(told)
                .isEqualTo(Long.toString(crc.getValue()));
        assertThat(answer.headers().get("x-amzn-requestid")).as(told).hasSize(52);
        assertThat(answer.text()).as(told).doesNotContain("Exception:", "\tat ", "cairn.");
        switch (answer.status()) {
            case 200 -> assertThat(answer.text()).as(told).startsWith("{");
            case 400 -> assertThat(answer.text()).as(told).matches(ERROR);
            case 404 -> assertThat(answer.text()).isEqualTo("<UnknownOperationException/>\n");
            // DynamoDB's only 5xx for a client's mistake: a body that cannot be decompressed.
            case 500 -> {
                assertThat(told).contains("Content-Encoding: gzip");
                assertThat(answer.text()).contains("#InternalServerError");
            }
            default -> throw new AssertionError(answer.status() + " to " + told);
        }
    }

    @Test
    void aBodyOver16MegabytesIsRefusedWithoutBeingRead() throws IOException {
        String head =
                """
                POST / HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/x-amz-json-1.0\r
                X-Amz-Target: DynamoDB_20120810.PutItem\r
                Authorization: x\r
                Content-Length: 17000000\r
                \r
                """;
        try (RawWire wire = new RawWire(server.endpoint())) {
            RawWire.Answer answer = wire.send(head.getBytes(StandardCharsets.US_ASCII));
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void whatIsNoHttpIsRefused() throws IOException {
        try (RawWire wire = new RawWire(server.endpoint())) {
            RawWire.Answer answer =
                    wire.send("NONSENSE\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).doesNotContain("Exception:", "micronaut");
        }
    }

    @Test
    void healthIsAnsweredAndOtherMethodsAreUnknown() throws IOException {
        try (RawWire wire = new RawWire(server.endpoint())) {
            RawWire.Answer health =
                    wire.send(
                            "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.text()).isEqualTo("healthy: dynamodb.us-east-1.amazonaws.com ");
            RawWire.Answer put =
                    wire.send(
                            "PUT /x HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(put.status()).isEqualTo(404);
        }
    }
}
