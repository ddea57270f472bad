package cairn.api;

import cairn.operations.access.Access;
import cairn.operations.access.AccessKeys;
import cairn.operations.access.IssuedKey;
import cairn.operations.access.MasterKey;
import cairn.operations.access.OpenAccess;
import cairn.operations.access.Role;
import cairn.storage.environment.InvocationEnvironment;
import cairn.storage.memory.MemoryStore;
import cairn.storage.port.DataKeyUnavailable;
import cairn.storage.port.DataKeys;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.Version;
import cairn.storage.request.PatientStore;
import cairn.storage.s3.KmsDataKeys;
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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Runs common requests before a snapshot is taken, so that the snapshot contains their loaded and
/// compiled code. They use a store in memory. Three further requests go to the real store and KMS;
/// they change nothing and decrypt nothing.
///
/// The requests in memory are admitted whatever their signature. In addition, it checks wrong
/// signatures, which cost as much as correct ones, of an access key that exists only in memory. So
/// the snapshot contains no usable secret.
@Singleton
final class Priming {
    private static final Logger LOG = LoggerFactory.getLogger(Priming.class);
    private static final int ROUNDS = 300;
    private static final Duration LEFT = Duration.ofSeconds(60);
    private static final ObjectKey NOBODYS = new ObjectKey("primed/none");
    private static final Version NEVER = new Version("\"00000000000000000000000000000000\"");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final RequestSettings settings;
    private final S3Store store;
    private final DataKeys dataKeys;
    private final InvocationEnvironment environment =
            new InvocationEnvironment((name, e) -> LOG.error("the task {} failed", name, e));
    private final MemoryStore memory = new MemoryStore(Instant::now);
    private int events;

    Priming(RequestSettings settings, S3Store store, KmsDataKeys dataKeys) {
        this.settings = settings;
        this.store = store;
        this.dataKeys = dataKeys;
    }

    /// Takes about a second.
    ///
    /// @throws IllegalStateException if a request gets an unexpected answer
    /// @throws cairn.storage.request.StoreUnavailable if the bucket cannot be used
    void run() throws IOException {
        new PatientStore(environment, store).get(NOBODYS);
        store.put(NOBODYS, new byte[1], new Precondition.Matches(NEVER));
        askKms();
        admit();
        refuse();
    }

    /// Sends KMS a data key that it cannot decrypt, because it never made it.
    private void askKms() {
        try {
            dataKeys.open(new byte[1], "primed");
        } catch (DataKeyUnavailable e) {
            // If KMS cannot be reached, the first caller gets that error; a deployment need not
            // fail.
            LOG.debug("as it must be", e);
        }
    }

    private void admit() throws IOException {
        Sender open =
                new Sender(new OpenAccess(), "\"authorization\":\"none\"", "\"statusCode\":200");
        open.send(
                "CreateTable",
                "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}],"
                        + "\"AttributeDefinitions\":[{\"AttributeName\":\"id\","
                        + "\"AttributeType\":\"S\"}],\"BillingMode\":\"PAY_PER_REQUEST\"");
        for (int i = 0; i < ROUNDS; i++) {
            String key = "{\"id\":{\"S\":\"k%d\"}}".formatted(i);
            String item =
                    key.replace("}}", "},\"n\":{\"N\":\"1\"},\"text\":{\"S\":\"some text\"}}");
            open.send("PutItem", "\"Item\":" + item);
            open.send("GetItem", "\"Key\":" + key + ",\"ConsistentRead\":true");
            open.send(
                    "UpdateItem",
                    "\"Key\":"
                            + key
                            + ",\"UpdateExpression\":\"SET n = n + :n\","
                            + "\"ExpressionAttributeValues\":{\":n\":{\"N\":\"1\"}}");
            open.send(
                    "Query",
                    "\"KeyConditionExpression\":\"id = :k\",\"ExpressionAttributeValues\":"
                            + key.replace("\"id\"", "\":k\""));
        }
    }

    private void refuse() throws IOException {
        DataKeys master = new MasterKey(MasterKey.fresh(environment), environment);
        IssuedKey key =
                new AccessKeys(environment, memory, master).create("primed", Role.READ_ONLY);
        String time = TIME.format(Instant.ofEpochSecond(environment.wallMicros() / 1_000_000));
        String signed =
                """
                "host":"primed","x-amz-date":"%s","authorization":"AWS4-HMAC-SHA256 \
                Credential=%s/%s/%s/dynamodb/aws4_request, \
                SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=%s"\
                """
                        .formatted(
                                time,
                                key.key().id(),
                                time.substring(0, 8),
                                settings.store().region(),
                                "0".repeat(64));
        Sender guarded =
                new Sender(
                        RequestWiring.signed(settings, environment, memory, master),
                        signed,
                        "#InvalidSignatureException");
        for (int i = 0; i < ROUNDS; i++) {
            guarded.send("GetItem", "\"Key\":{\"id\":{\"S\":\"k%d\"}}".formatted(i));
        }
    }

    /// Sends one caller's requests to the store in memory, and checks the answers.
    private final class Sender {
        private final EventGateway gateway;
        private final String headers;
        private final String expected;

        Sender(Access access, String headers, String expected) {
            this.gateway =
                    new EventGateway(
                            settings,
                            environment,
                            memory,
                            new JobCalls(environment, request -> Optional.empty()),
                            // Refuses only callers that this class invents.
                            new Admission(access, new RefusalLog(environment, line -> {})));
            this.headers = headers;
            this.expected = expected;
        }

        void send(String operation, String members) throws IOException {
            String body = "{\"TableName\":\"Primed\",%s}".formatted(members);
            String event =
                    """
                    {"version":"2.0","rawPath":"/","rawQueryString":"","headers":{%s,
                    "content-type":"application/x-amz-json-1.0",
                    "x-amz-target":"DynamoDB_20120810.%s"},
                    "requestContext":{"http":{"method":"POST","path":"/"}},
                    "body":"%s","isBase64Encoded":false}
                    """
                            .formatted(headers, operation, body.replace("\"", "\\\""));
            events++;
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            gateway.answer(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                    answer,
                    new Invocation("primed-" + events, events, LEFT));
            String text = answer.toString(StandardCharsets.UTF_8);
            if (!text.contains(expected)) {
                throw new IllegalStateException("%s was not primed: %s".formatted(operation, text));
            }
        }
    }
}
