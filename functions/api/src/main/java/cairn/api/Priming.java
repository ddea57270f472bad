package cairn.api;

import cairn.storage.environment.InvocationEnvironment;
import cairn.storage.memory.MemoryStore;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.Version;
import cairn.storage.s3.S3Store;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Runs everyday requests before a snapshot is taken, so that their code is loaded and compiled in
/// it: on a store in memory, and two requests to the true store that change nothing.
@Singleton
final class Priming {
    private static final String DONE = "{\"statusCode\":200,";
    private static final Logger LOG = LoggerFactory.getLogger(Priming.class);
    private static final int ROUNDS = 300;
    private static final Duration LEFT = Duration.ofSeconds(60);
    private static final ObjectKey NOBODYS = new ObjectKey("primed/none");
    private static final Version NEVER = new Version("\"00000000000000000000000000000000\"");

    private final S3Store store;
    private final Gateway gateway;
    private int events;

    Priming(Settings settings, S3Store store) {
        this.store = store;
        InvocationEnvironment environment =
                new InvocationEnvironment((name, e) -> LOG.error("the task {} failed", name, e));
        this.gateway =
                new Gateway(
                        settings,
                        environment,
                        new MemoryStore(Instant::now),
                        new CompactionCalls(environment, request -> Optional.empty()));
    }

    /// Takes about a second.
    ///
    /// @throws IllegalStateException a request is refused, or there is no bucket
    void run() throws IOException {
        store.get(NOBODYS);
        store.put(NOBODYS, new byte[1], new Precondition.Matches(NEVER));
        send(
                "CreateTable",
                "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}],"
                        + "\"AttributeDefinitions\":[{\"AttributeName\":\"id\","
                        + "\"AttributeType\":\"S\"}],\"BillingMode\":\"PAY_PER_REQUEST\"");
        for (int i = 0; i < ROUNDS; i++) {
            String key = "{\"id\":{\"S\":\"k%d\"}}".formatted(i);
            String item =
                    key.replace("}}", "},\"n\":{\"N\":\"1\"},\"text\":{\"S\":\"some text\"}}");
            send("PutItem", "\"Item\":" + item);
            send("GetItem", "\"Key\":" + key + ",\"ConsistentRead\":true");
            send(
                    "UpdateItem",
                    "\"Key\":"
                            + key
                            + ",\"UpdateExpression\":\"SET n = n + :n\","
                            + "\"ExpressionAttributeValues\":{\":n\":{\"N\":\"1\"}}");
            send(
                    "Query",
                    "\"KeyConditionExpression\":\"id = :k\",\"ExpressionAttributeValues\":"
                            + key.replace("\"id\"", "\":k\""));
        }
    }

    private void send(String operation, String members) throws IOException {
        String body = "{\"TableName\":\"Primed\",%s}".formatted(members);
        String event =
                """
                {"version":"2.0","rawPath":"/","rawQueryString":"","headers":{
                "content-type":"application/x-amz-json-1.0","authorization":"none",
                "x-amz-target":"DynamoDB_20120810.%s"},
                "requestContext":{"http":{"method":"POST","path":"/"}},
                "body":"%s","isBase64Encoded":false}
                """
                        .formatted(operation, body.replace("\"", "\\\""));
        events++;
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        gateway.answer(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                answer,
                new Invocation("primed-" + events, events, LEFT));
        String text = answer.toString(StandardCharsets.UTF_8);
        if (!text.startsWith(DONE)) {
            throw new IllegalStateException("%s was not primed: %s".formatted(operation, text));
        }
    }
}
