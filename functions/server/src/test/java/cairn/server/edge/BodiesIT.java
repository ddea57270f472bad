package cairn.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.server.process.ApiRequest;
import cairn.server.process.KeyedTable;
import cairn.server.process.RawWire;
import cairn.server.process.ServerProcess;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/// Large bodies and answers, singly and many at once, on a server with little memory.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BodiesIT {
    private static final int ITEMS = 40;
    private static final int AT_ONCE = 12;
    private static final ApiRequest LIST = new ApiRequest("ListTables", "{}");

    private ServerProcess server;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = ServerProcess.onFolder(folder.resolve("data"), "--memory", "448m");
        try (DynamoDbClient client = server.client()) {
            KeyedTable.create(client, "Large", "p", "s");
        }
    }

    @AfterAll
    void end() {
        server.close();
    }

    private RawWire.Answer sent(byte[] request) {
        try (RawWire wire = new RawWire(server.endpoint())) {
            return wire.send(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<RawWire.Answer> sentAtOnce(byte[] request) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<RawWire.Answer>> all =
                    IntStream.range(0, AT_ONCE)
                            .<Callable<RawWire.Answer>>mapToObj(i -> () -> sent(request))
                            .toList();
            List<RawWire.Answer> answers = new java.util.ArrayList<>();
            for (Future<RawWire.Answer> answer : threads.invokeAll(all)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static byte[] zipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void bombsDoNothing() throws Exception {
        String empties = "{\"TableName\":\"Large\",\"Item\":[" + "{},".repeat(5_500_000) + "{}]}";
        byte[] packed =
                new ApiRequest("PutItem", zipped(empties))
                        .header("Content-Encoding", "gzip")
                        .bytes();
        assertThat(sentAtOnce(packed)).extracting(RawWire.Answer::status).containsOnly(413);
        byte[] plain = new ApiRequest("PutItem", empties).bytes();
        assertThat(sentAtOnce(plain)).extracting(RawWire.Answer::status).isSubsetOf(413, 400);
        assertThat(sent(LIST.bytes()).status()).isEqualTo(200);
    }

    @Test
    void thirteenMegabytesAreTaken() {
        String padding = "{'Padding':'" + "x".repeat(13_000_000) + "'}";
        assertThat(sent(new ApiRequest("ListTables", padding).bytes()).status()).isEqualTo(200);
    }

    /// Most clients write a whole request before they read.
    @Test
    void aLongerBodyIsAnsweredThoughItIsWrittenToItsEnd() {
        String padding = "{'Padding':'" + "x".repeat(30_000_000) + "'}";
        RawWire.Answer answer = sent(new ApiRequest("ListTables", padding).bytes());
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aLongerBodyInChunksIsAnsweredToo() {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(
                new ApiRequest("ListTables", "").header("Transfer-Encoding", "chunked").head());
        byte[] chunk =
                ("100000\r\n" + "x".repeat(0x100000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 20; i++) {
            request.writeBytes(chunk);
        }
        request.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(sent(request.toByteArray()).status()).isEqualTo(413);
    }

    @Test
    void aLongBodyWithoutSignatureIsRefusedByItsHead() throws IOException {
        byte[] head =
                new ApiRequest("PutItem", "")
                        .without("Authorization")
                        .header("Content-Length", "10000000")
                        .head();
        try (RawWire wire = new RawWire(server.endpoint())) {
            assertThat(wire.send(head).text()).contains("MissingAuthenticationTokenException");
        }
    }

    /// Each answer has 16 MB; together they need many times the memory.
    @Test
    void manyLongAnswersWaitForEachOtherAndNoneFails() throws Exception {
        for (int i = 0; i < ITEMS; i++) {
            String item =
                    "{'TableName':'Large','Item':{'p':{'S':'%d'},'s':{'N':'1'},'v':{'S':'%s'}}}"
                            .formatted(i, "v".repeat(400_000));
            RawWire.Answer put = sent(new ApiRequest("PutItem", item).bytes());
            assertThat(put.status()).as(put.text()).isEqualTo(200);
        }
        String keys =
                IntStream.range(0, ITEMS)
                        .mapToObj(i -> "{'p':{'S':'%d'},'s':{'N':'1'}}".formatted(i))
                        .collect(Collectors.joining(","));
        byte[] request =
                new ApiRequest("BatchGetItem", "{'RequestItems':{'Large':{'Keys':[" + keys + "]}}}")
                        .bytes();
        for (RawWire.Answer answer : sentAtOnce(request)) {
            if (answer.status() == 200) {
                assertThat(answer.body()).hasSizeGreaterThan(ITEMS * 400_000);
            } else {
                // On a slow machine, some requests wait too long.
                assertThat(answer.text()).contains("ThrottlingException");
            }
        }
        assertThat(sent(request).status()).isEqualTo(200);
    }
}
