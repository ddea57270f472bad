package cairn.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.api.runtime.HttpEvents;
import cairn.api.runtime.KeyedBucket;
import cairn.api.runtime.RuntimeApi;
import cairn.api.runtime.RuntimeProcess;
import cairn.item.json.Json;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/// The package as Lambda loads it, under the real runtime interface client, on LocalStack's S3.
final class RequestFunctionIT {
    private static final String CREATE =
            """
            {'TableName':'Things','BillingMode':'PAY_PER_REQUEST',
             'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],
             'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}]}\
            """;
    private static final String GET =
            "{'TableName':'Things','Key':{'id':{'S':'one'}},'ConsistentRead':true}";

    @TempDir private Path folder;
    private Path code;
    private final KeyedBucket bucket = KeyedBucket.fresh();
    private final HttpEvents admin = bucket.admin();

    @BeforeEach
    void unpack() throws IOException {
        code = Files.createDirectories(folder.resolve("task"));
        RuntimeProcess.unpack("api", code);
    }

    private RuntimeProcess process(RuntimeApi api, Map<String, String> more) throws IOException {
        Map<String, String> variables = new HashMap<>(bucket.variables());
        variables.putAll(more);
        return RuntimeProcess.managed(code, "cairn.api.RequestFunction", api, variables);
    }

    private static Json.Obj ok(RuntimeApi api, byte[] event)
            throws InterruptedException, TimeoutException, Json.Malformed {
        Json.Obj answer = (Json.Obj) Json.parse(api.invoke(event));
        assertThat(answer.field("statusCode").map(Json::text)).as(answer.text()).contains("200");
        return answer;
    }

    private static String text(Json.Obj answer) {
        return ((Json.Text) answer.field("body").orElseThrow()).value();
    }

    @Test
    void eitherPayloadIsServed() throws Exception {
        try (RuntimeApi api = new RuntimeApi();
                RuntimeProcess process = process(api, Map.of("CAIRN_PARTITIONS", "2"))) {
            ok(api, admin.version2("CreateTable", CREATE));
            ok(
                    api,
                    admin.version1(
                            "PutItem",
                            "{'TableName':'Things','Item':{'id':{'S':'one'},'n':{'N':'7'}}}"));
            assertThat(text(ok(api, admin.version2("GetItem", GET)))).contains("{\"N\":\"7\"}");
            assertThat(text(ok(api, admin.version1("GetItem", GET)))).contains("{\"N\":\"7\"}");
            process.end();
        }
    }

    @Test
    void longAnswersArePackedForThoseWhoTakeIt() throws Exception {
        try (RuntimeApi api = new RuntimeApi();
                RuntimeProcess process = process(api, Map.of())) {
            ok(api, admin.version2("CreateTable", CREATE));
            String item = "{'id':{'S':'one'},'t':{'S':'%s'}}".formatted("x".repeat(5000));
            ok(api, admin.version2("PutItem", "{'TableName':'Things','Item':" + item + "}"));
            String event = new String(admin.version2("GetItem", GET), StandardCharsets.UTF_8);
            byte[] packing = event.replace("identity", "gzip").getBytes(StandardCharsets.UTF_8);
            Json.Obj answer = ok(api, packing);
            assertThat(answer.field("isBase64Encoded")).contains(new Json.Bool(true));
            byte[] body = Base64.getDecoder().decode(text(answer));
            assertThat(body).hasSizeLessThan(1000);
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("xxxx");
            }
            process.end();
        }
    }

    @Test
    void aProcessGoesOnFromItsSnapshot() throws Exception {
        try (RuntimeApi api = new RuntimeApi();
                RuntimeProcess process =
                        process(api, Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"))) {
            api.awaitSnapshot();
            api.restore();
            ok(api, admin.version2("CreateTable", CREATE));
            assertThat(text(ok(api, admin.version2("GetItem", GET)))).isEqualTo("{}");
            // What the priming wrote stays in its own memory.
            assertThat(text(ok(api, admin.version2("ListTables", "{}"))))
                    .isEqualTo("{\"TableNames\":[\"Things\"]}");
            // The priming's unsigned access does not reach the real store either.
            String unsigned =
                    new String(admin.version2("ListTables", "{}"), StandardCharsets.UTF_8)
                            .replaceAll(
                                    "\"authorization\":\"[^\"]*\"", "\"authorization\":\"none\"");
            assertThat(
                            new String(
                                    api.invoke(unsigned.getBytes(StandardCharsets.UTF_8)),
                                    StandardCharsets.UTF_8))
                    .contains("\"statusCode\":400", "MissingAuthenticationTokenException");
            process.end();
        }
    }

    @Test
    void whatCanNotBePrimedIsNotSnapped() throws Exception {
        Map<String, String> variables =
                Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start", "CAIRN_BUCKET", "missing");
        try (RuntimeApi api = new RuntimeApi();
                RuntimeProcess process = process(api, variables)) {
            assertThatThrownBy(() -> api.invoke(admin.version2("ListTables", "{}")))
                    .isInstanceOf(RuntimeApi.FunctionFailed.class)
                    .hasMessageContaining("CheckpointException");
            process.end();
            assertThat(folder.resolve("log")).content().contains("NoSuchBucket");
        }
    }

    @Test
    void wrongVariablesFailTheStartWithTheirName() throws Exception {
        try (RuntimeApi api = new RuntimeApi();
                RuntimeProcess process = process(api, Map.of("CAIRN_PARTITIONS", "0"))) {
            assertThatThrownBy(() -> api.invoke(admin.version2("ListTables", "{}")))
                    .isInstanceOf(RuntimeApi.FunctionFailed.class)
                    .hasMessageContaining("CAIRN_PARTITIONS is 0");
            process.end();
        }
    }

    @Test
    void whatIsNoRequestFailsAndHarmsNothing() throws Exception {
        try (RuntimeApi api = new RuntimeApi();
                RuntimeProcess process = process(api, Map.of())) {
            List<String> failures = new ArrayList<>();
            for (String event : new String[] {"{}", "[]", "{\"httpMethod\":1}"}) {
                try {
                    api.invoke(event.getBytes(StandardCharsets.UTF_8));
                } catch (RuntimeApi.FunctionFailed e) {
                    failures.add(e.getMessage());
                }
            }
            assertThat(failures).hasSize(3).allMatch(why -> why.contains("IllegalArgument"));
            ok(api, admin.version2("ListTables", "{}"));
            process.end();
        }
    }
}
