package cairn.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.api.runtime.KeyedBucket;
import cairn.api.runtime.RuntimeApi;
import cairn.api.runtime.RuntimeProcess;
import cairn.storage.port.ListOutcome;
import cairn.storage.s3.LocalStack;
import cairn.storage.s3.S3Store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

/// Both packages under the real runtime interface client, on LocalStack's S3. A server of the test
/// plays Lambda's part and takes the calls of functions.
final class BackgroundFunctionIT {
    private static final String CREATE =
            """
            {'TableName':'Things','BillingMode':'PAY_PER_REQUEST',
             'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],
             'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}]}\
            """;
    private static final String TEXT = "x".repeat(200_000);
    private static final int PUTS_MAX = 60;

    @TempDir private Path folder;
    private final List<byte[]> calls = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final HttpServer lambda;
    private final KeyedBucket bucket = KeyedBucket.fresh();

    BackgroundFunctionIT() throws IOException {
        lambda = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        lambda.createContext("/", this::called);
    }

    @BeforeEach
    void start() {
        lambda.start();
    }

    @AfterEach
    void stop() {
        lambda.stop(0);
    }

    private void called(HttpExchange exchange) throws IOException {
        byte[] event = exchange.getRequestBody().readAllBytes();
        String type = exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type");
        String path = exchange.getRequestURI().getPath();
        boolean right =
                path.equals("/2015-03-31/functions/compacts/invocations") && "Event".equals(type);
        if (right) {
            calls.add(event);
        } else {
            refused.add(path);
        }
        exchange.sendResponseHeaders(right ? 202 : 400, -1);
        exchange.close();
    }

    private RuntimeProcess process(String function, String handler, RuntimeApi api)
            throws IOException {
        Path code = Files.createDirectories(folder.resolve(function + "/task"));
        RuntimeProcess.unpack(function, code);
        Map<String, String> variables = new HashMap<>(bucket.variables());
        variables.put("CAIRN_PARTITIONS", "1");
        variables.put("CAIRN_COMPACTOR", "compacts");
        variables.put(
                "AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:" + lambda.getAddress().getPort());
        return RuntimeProcess.managed(code, handler, api, variables);
    }

    private String send(RuntimeApi api, String operation, String body)
            throws InterruptedException, TimeoutException {
        byte[] answer = api.invoke(bucket.admin().version2(operation, body));
        String text = new String(answer, StandardCharsets.UTF_8);
        assertThat(text).startsWith("{\"statusCode\":200");
        return text;
    }

    private int put(RuntimeApi api) throws InterruptedException, TimeoutException {
        int puts = 0;
        while (calls.isEmpty() && puts < PUTS_MAX) {
            String item = "{'id':{'S':'k%d'},'text':{'S':'%s'}}".formatted(puts, TEXT);
            send(api, "PutItem", "{'TableName':'Things','Item':" + item + "}");
            puts++;
        }
        assertThat(calls).as("calls at the answer of put %d", puts).hasSize(1);
        assertThat(refused).isEmpty();
        return puts;
    }

    private long segments() {
        try (S3Store store = LocalStack.store(bucket.address())) {
            ListOutcome.Page page = (ListOutcome.Page) store.list("", "");
            return page.entries().stream()
                    .filter(entry -> entry.key().name().contains("/segments/"))
                    .count();
        }
    }

    private static String run(RuntimeApi api, byte[] event)
            throws InterruptedException, TimeoutException {
        return new String(api.invoke(event), StandardCharsets.UTF_8);
    }

    @Test
    void whatAWriterAsksForIsCompacted() throws Exception {
        try (RuntimeApi requests = new RuntimeApi();
                RuntimeProcess api = process("api", "cairn.api.RequestFunction", requests);
                RuntimeApi events = new RuntimeApi();
                RuntimeProcess background =
                        process("background", "cairn.background.BackgroundFunction", events)) {
            send(requests, "CreateTable", CREATE);
            int puts = put(requests);
            assertThat(segments()).isZero();
            assertThat(run(events, calls.getFirst())).isEqualTo("{\"done\":true}");
            long made = segments();
            assertThat(made).isPositive();
            for (int i = 0; i < puts; i++) {
                String get =
                        "{'TableName':'Things','ConsistentRead':true,'Key':{'id':{'S':'k%d'}}}"
                                .formatted(i);
                assertThat(send(requests, "GetItem", get)).contains("xxx");
            }
            // A second call, by a writer or by the schedule, finds nothing to do.
            assertThat(run(events, calls.getFirst())).isEqualTo("{\"done\":true}");
            byte[] sweep = "{\"sweep\":true}".getBytes(StandardCharsets.US_ASCII);
            assertThat(run(events, sweep)).isEqualTo("{\"done\":true}");
            assertThat(segments()).isEqualTo(made);
            assertThatThrownBy(() -> run(events, new byte[] {'{', '}'}))
                    .hasMessageContaining("the event asks for nothing that is known");
            api.end();
            background.end();
        }
    }
}
