package cairn.api;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.api.runtime.HttpEvents;
import cairn.item.Dialect;
import cairn.item.json.Json;
import cairn.operations.access.AccessKeys;
import cairn.operations.access.IssuedKey;
import cairn.operations.access.MasterKey;
import cairn.operations.access.Role;
import cairn.storage.background.JobName;
import cairn.storage.environment.InvocationEnvironment;
import cairn.storage.memory.MemoryStore;
import cairn.storage.port.ByteRange;
import cairn.storage.port.Content;
import cairn.storage.port.DataKeys;
import cairn.storage.port.DeleteOutcome;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ListOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.ObjectStore;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.Version;
import cairn.storage.s3.S3Address;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns events into answers, on a store in memory.
final class GatewayTest {
    private static final Duration LEFT = Duration.ofSeconds(29);
    private static final String CREATE =
            """
            {'TableName':'Things','BillingMode':'PAY_PER_REQUEST',
             'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],
             'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}]}\
            """;
    private static final String ONE = "{'TableName':'Things','Key':{'id':{'S':'one'}}}";

    private long frozenMillis;
    private final CountingStore store =
            new CountingStore(() -> Instant.now().plusMillis(frozenMillis));
    private final List<JobName> asked = new ArrayList<>();
    private final InvocationEnvironment environment =
            new InvocationEnvironment(
                    (name, e) -> {
                        throw new AssertionError(name, e);
                    });
    private final AtomicInteger opened = new AtomicInteger();
    private final List<String> logged = new ArrayList<>();
    private final DataKeys dataKeys = counted();
    private final AccessKeys keys = new AccessKeys(environment, store, dataKeys);
    private final HttpEvents admin = events(Role.ADMIN);
    private final EventGateway gateway = gateway();
    private int events;

    private DataKeys counted() {
        DataKeys master = new MasterKey(MasterKey.fresh(environment), environment);
        return new DataKeys() {
            @Override
            public String name() {
                return master.name();
            }

            @Override
            public DataKey fresh(String context) {
                return master.fresh(context);
            }

            @Override
            public byte[] open(byte[] wrapped, String context) {
                opened.incrementAndGet();
                return master.open(wrapped, context);
            }
        };
    }

    private HttpEvents events(Role role) {
        IssuedKey key = keys.create("ann", role);
        return new HttpEvents(key.key().id(), key.secret());
    }

    private EventGateway gateway() {
        RequestSettings settings =
                new RequestSettings(
                        new S3Address("none", "us-east-1", Optional.empty()),
                        "123456789012",
                        1,
                        Dialect.NEWEST,
                        false,
                        new RequestSettings.KmsKey("none", Optional.empty()),
                        Optional.empty());
        return new EventGateway(
                settings,
                environment,
                store,
                new JobCalls(
                        environment,
                        request -> {
                            asked.add(request);
                            return Optional.empty();
                        }),
                new Admission(
                        RequestWiring.signed(settings, environment, store, dataKeys),
                        new RefusalLog(environment, logged::add)));
    }

    private Json.Obj send(byte[] event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        events++;
        try {
            gateway.answer(
                    new ByteArrayInputStream(event),
                    out,
                    new Invocation("event-" + events, frozenMillis, LEFT));
            return (Json.Obj) Json.parse(out.toByteArray());
        } catch (IOException | Json.Malformed e) {
            throw new AssertionError(e);
        }
    }

    private Json.Obj ok(String operation, String body) {
        Json.Obj answer = send(admin.version2(operation, body));
        assertThat(answer.field("statusCode").map(Json::text)).as(answer.text()).contains("200");
        return answer;
    }

    private static String put(int i, String text) {
        return "{'TableName':'Things','Item':{'id':{'S':'k%d'},'text':{'S':'%s'}}}"
                .formatted(i, text);
    }

    @Test
    void bothPayloadsReachTheSameTables() {
        ok("CreateTable", CREATE);
        assertThat(send(admin.version1("PutItem", put(1, "x"))).field("statusCode"))
                .contains(new Json.Num("200", false));
        assertThat(ok("GetItem", ONE.replace("one", "k1")).text())
                .contains("{\\\"S\\\":\\\"x\\\"}");
        assertThat(ok("DescribeTable", "{'TableName':'Things'}").text())
                .contains("arn:aws:dynamodb:us-east-1:123456789012:table/Things");
    }

    @Test
    void aViewOfBeforeAFreezeIsNotFresh() {
        ok("CreateTable", CREATE);
        ok("GetItem", ONE);
        int before = store.gets.get();
        // Frozen for an hour, which the process cannot detect.
        frozenMillis += 3_600_000;
        ok("GetItem", ONE);
        assertThat(store.gets.get()).as("of the keys and of the head").isEqualTo(before + 2);
    }

    private String refused(byte[] event) {
        Json.Obj answer = send(event);
        assertThat(answer.field("statusCode").map(Json::text)).as(answer.text()).contains("400");
        return answer.text();
    }

    @Test
    void whoIsNotKnownChangesNothingAndOpensNothing() {
        ok("CreateTable", CREATE);
        ok("PutItem", put(1, "x"));
        int before = opened.get();
        String delete = ONE.replace("one", "k1");
        String unsigned =
                new String(admin.version2("DeleteItem", delete), StandardCharsets.UTF_8)
                        .replace("authorization", "no-authorization");
        assertThat(refused(unsigned.getBytes(StandardCharsets.UTF_8)))
                .contains("#MissingAuthenticationTokenException");
        HttpEvents unknown = new HttpEvents("CAIRNAAAAAAAAAAAAAAA", admin.secret());
        assertThat(refused(unknown.version2("DeleteItem", delete)))
                .contains("#UnrecognizedClientException");
        assertThat(refused(unknown.version1("DeleteItem", delete)))
                .contains("#UnrecognizedClientException");
        assertThat(opened.get()).as("the key of keys was not asked").isEqualTo(before);
        assertThat(ok("GetItem", delete).text()).contains("{\\\"S\\\":\\\"x\\\"}");
    }

    @Test
    void errorsAreInTheDialectOfTheSettings() {
        assertThat(refused(admin.version2("Scan", "{'TableName':'Things','Limit':0}")))
                .contains("Value at 'Limit' failed to satisfy constraint");
    }

    @Test
    void aWrongSecretOrRoleChangesNothing() {
        ok("CreateTable", CREATE);
        ok("PutItem", put(1, "x"));
        String delete = ONE.replace("one", "k1");
        HttpEvents wrong = new HttpEvents(admin.keyId(), "x".repeat(40));
        assertThat(refused(wrong.version2("DeleteItem", delete)))
                .contains("#InvalidSignatureException");
        assertThat(refused(wrong.version1("DeleteItem", delete)))
                .contains("#InvalidSignatureException");
        HttpEvents reader = events(Role.READ_ONLY);
        // The reader's key is newer than the cached keys.
        frozenMillis += 6000;
        assertThat(refused(reader.version1("DeleteItem", delete)))
                .contains(
                        "#AccessDeniedException",
                        "User: arn:aws:iam::123456789012:user/ann is not authorized to perform:"
                                + " dynamodb:DeleteItem");
        assertThat(send(reader.version2("GetItem", delete)).text())
                .contains("{\\\"S\\\":\\\"x\\\"}");
        assertThat(opened.get()).as("once a key").isEqualTo(2);
    }

    @Test
    void callersThatAreRefusedAreLoggedWithoutTheirSignatures() {
        HttpEvents unknown = new HttpEvents("CAIRNAAAAAAAAAAAAAAA", admin.secret());
        HttpEvents wrong = new HttpEvents(admin.keyId(), "x".repeat(40));
        HttpEvents reader = events(Role.READ_ONLY);
        String unsigned =
                new String(admin.version2("ListTables", "{}"), StandardCharsets.UTF_8)
                        .replace("authorization", "no-authorization");
        refused(unsigned.getBytes(StandardCharsets.UTF_8));
        refused(unknown.version1("ListTables", "{}"));
        refused(wrong.version2("ListTables", "{}"));
        refused(reader.version2("CreateTable", CREATE));
        ok("ListTables", "{}");
        assertThat(logged)
                .containsExactly(
                        "refused caller: MissingAuthenticationTokenException, key none, source"
                                + " 192.0.2.1",
                        "refused caller: UnrecognizedClientException, key CAIRNAAAAAAAAAAAAAAA,"
                                + " source 192.0.2.2",
                        "refused caller: InvalidSignatureException, key %s, source 192.0.2.1"
                                .formatted(admin.keyId()),
                        "refused caller: AccessDeniedException, key %s, source 192.0.2.1"
                                .formatted(reader.keyId()));
    }

    @Test
    void aFloodOfRefusedCallersIsNoFloodOfLines() {
        byte[] event =
                new HttpEvents("CAIRNAAAAAAAAAAAAAAA", "secret").version2("ListTables", "{}");
        for (int i = 0; i < RefusalLog.LINES_MAX + 7; i++) {
            refused(event);
        }
        assertThat(logged).hasSize(RefusalLog.LINES_MAX).allMatch(line -> !line.contains("more"));
        frozenMillis += 60_000;
        refused(event);
        refused(event);
        assertThat(logged).hasSize(RefusalLog.LINES_MAX + 2);
        assertThat(logged.get(RefusalLog.LINES_MAX)).endsWith(", 7 more before");
        assertThat(logged.getLast()).doesNotContain("more");
    }

    @Test
    void aKeyIdThatLooksLikeNoneIsNotLogged() {
        String forged =
                new String(admin.version2("ListTables", "{}"), StandardCharsets.UTF_8)
                        .replace("Credential=" + admin.keyId(), "Credential=a b\\nrefused: c");
        refused(forged.getBytes(StandardCharsets.UTF_8));
        assertThat(logged).hasSize(1);
        assertThat(logged.getFirst()).contains(", key none, ").doesNotContain("refused: c");
    }

    @Test
    void aRequestThatLambdaWouldNotCarryIsTooLarge() {
        String event =
                new String(admin.version2("ListTables", "{}"), StandardCharsets.UTF_8)
                        .replace("\"body\":\"", "\"body\":\"" + "A".repeat(8 << 20));
        Json.Obj answer = send(event.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.field("statusCode").map(Json::text)).contains("413");
    }

    @Test
    void aKeyThatWasDeletedDuringAFreezeIsOut() {
        ok("CreateTable", CREATE);
        keys.delete(admin.keyId());
        ok("GetItem", ONE);
        // Frozen for a minute, which the process cannot detect.
        frozenMillis += 60_000;
        assertThat(refused(admin.version2("GetItem", ONE)))
                .contains("#UnrecognizedClientException");
    }

    @Test
    void aCompactionIsAskedForBeforeTheAnswerOfTheWriteThatMadeItDue() {
        ok("CreateTable", CREATE);
        String text = "x".repeat(100_000);
        int puts = 0;
        while (asked.isEmpty() && puts < 100) {
            ok("PutItem", put(puts, text));
            puts++;
        }
        // A compaction is due at 4 MiB of chunks, besides a tail of up to 128 KiB.
        assertThat(puts).isBetween(41, 46);
        ok("PutItem", put(puts, text));
        ok("PutItem", put(puts, text));
        assertThat(asked).as("not again at once").hasSize(1);
        frozenMillis += 30_000;
        ok("PutItem", put(puts, text));
        ok("PutItem", put(puts, text));
        assertThat(asked).as("again after a while").hasSize(2);
        assertThat(asked.get(0)).isEqualTo(asked.get(1));
    }

    @Test
    void aBatchThatLambdaDoesNotCarryIsCutShort() {
        ok("CreateTable", CREATE);
        String text = "x".repeat(390_000);
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            ok("PutItem", put(i, text));
            keys.append(i == 0 ? "" : ",").append("{'id':{'S':'k%d'}}".formatted(i));
        }
        Json.Obj answer = ok("BatchGetItem", "{'RequestItems':{'Things':{'Keys':[" + keys + "]}}}");
        String body = ((Json.Text) answer.field("body").orElseThrow()).value();
        assertThat(body).hasSizeBetween(4_000_000, AnswerText.BODY_BYTES_MAX + 1000);
        assertThat(body.split("xx\"").length - 1).as("items").isEqualTo(11);
        assertThat(body.substring(body.indexOf("UnprocessedKeys")).split("\"k").length - 1)
                .as("unprocessed keys")
                .isEqualTo(5);
    }

    @Test
    void aPageThatLambdaDoesNotCarryGoesOnInTheNext() {
        ok("CreateTable", CREATE);
        // 50 KB by DynamoDB's count, 350 KB as JSON.
        String nulls = "{'NULL':true},".repeat(24_999) + "{'NULL':true}";
        for (int i = 0; i < 20; i++) {
            String item = "{'id':{'S':'k%d'},'list':{'L':[%s]}}".formatted(i, nulls);
            ok("PutItem", "{'TableName':'Things','Item':" + item + "}");
        }
        List<String> pages = new ArrayList<>();
        Optional<String> last = Optional.empty();
        do {
            String start = last.map(key -> ",'ExclusiveStartKey':" + key).orElse("");
            Json.Obj answer = ok("Scan", "{'TableName':'Things'" + start + "}");
            String body = ((Json.Text) answer.field("body").orElseThrow()).value();
            assertThat(body).hasSizeLessThan(AnswerText.BODY_BYTES_MAX + 1000);
            pages.add(body);
            Matcher next = Pattern.compile("LastEvaluatedKey\":(\\{.*?}})").matcher(body);
            last = next.find() ? Optional.of(next.group(1).replace('"', '\'')) : Optional.empty();
        } while (last.isPresent() && pages.size() < 10);
        assertThat(pages).hasSize(2);
        for (int i = 0; i < 20; i++) {
            String id = "{\"id\":{\"S\":\"k%d\"},\"list\"".formatted(i);
            assertThat(pages.stream().filter(page -> page.contains(id))).as(id).hasSize(1);
        }
    }

    @Test
    void aRequestThatComesWhenItsCallerMayHaveGivenItUpIsNotServed() {
        ok("CreateTable", CREATE);
        long now = environment.wallMicros() / 1000;
        for (byte[] event :
                List.of(
                        came(admin.version2("PutItem", put(1, "x")), "timeEpoch", now - 16_000),
                        came(
                                admin.version1("PutItem", put(1, "x")),
                                "requestTimeEpoch",
                                now - 16_000))) {
            assertThat(send(event).field("statusCode")).contains(new Json.Num("500", false));
        }
        assertThat(ok("GetItem", ONE.replace("one", "k1")).text()).contains("\"body\":\"{}\"");
        send(came(admin.version2("PutItem", put(1, "x")), "timeEpoch", now - 1000));
        assertThat(ok("GetItem", ONE.replace("one", "k1")).text()).contains("Item");
    }

    private static byte[] came(byte[] event, String member, long millis) {
        String context = "\"requestContext\":{";
        return new String(event, StandardCharsets.UTF_8)
                .replace(context, context + "\"%s\":%d,".formatted(member, millis))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aRequestWithoutTimeLeftIsAnsweredAllTheSame() throws IOException, Json.Malformed {
        ok("CreateTable", CREATE);
        store.stuck = true;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        gateway.answer(
                new ByteArrayInputStream(admin.version2("PutItem", put(1, "x"))),
                out,
                new Invocation("late", frozenMillis, Duration.ofMillis(1001)));
        store.stuck = false;
        assertThat(((Json.Obj) Json.parse(out.toByteArray())).field("statusCode"))
                .contains(new Json.Num("500", false));
    }

    /// A store in memory that counts reads and can leave puts undecided.
    private static final class CountingStore implements ObjectStore {
        private final MemoryStore store;
        private final AtomicInteger gets = new AtomicInteger();
        private volatile boolean stuck;

        CountingStore(Supplier<Instant> clock) {
            this.store = new MemoryStore(clock);
        }

        @Override
        public GetOutcome get(ObjectKey key) {
            gets.incrementAndGet();
            return store.get(key);
        }

        @Override
        public GetOutcome get(ObjectKey key, ByteRange range) {
            gets.incrementAndGet();
            return store.get(key, range);
        }

        @Override
        public GetOutcome getUnless(ObjectKey key, Version known) {
            gets.incrementAndGet();
            return store.getUnless(key, known);
        }

        @Override
        public PutOutcome put(ObjectKey key, Content content, Precondition precondition) {
            return stuck
                    ? new PutOutcome.Undecided("no answer")
                    : store.put(key, content, precondition);
        }

        @Override
        public DeleteOutcome delete(List<ObjectKey> keys) {
            return store.delete(keys);
        }

        @Override
        public ListOutcome list(String prefix, String startAfter) {
            return store.list(prefix, startAfter);
        }
    }
}
