package cairn.api;

import cairn.api.runtime.HttpEvents;
import cairn.item.Dialect;
import cairn.operations.access.AccessKeys;
import cairn.operations.access.IssuedKey;
import cairn.operations.access.MasterKey;
import cairn.operations.access.Role;
import cairn.storage.environment.InvocationEnvironment;
import cairn.storage.port.DataKeys;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.Version;
import cairn.storage.s3.S3Address;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// A command that measures what the request function adds to the store's own time. The measured
/// span starts with the signed event from Lambda and ends with the answer. It compares a strongly
/// consistent GetItem with one conditional GET, and a PutItem with one conditional PUT. Exits with
/// 1 if a median is more than [#RATIO_MAX] times the store's own.
final class HandlerLatency {
    private static final double RATIO_MAX = 1.1;
    private static final double GET_MILLIS = 15;
    private static final double PUT_MILLIS = 30;
    private static final int TURNS = 300;
    private static final int ITEMS = 1000;
    private static final Duration LEFT = Duration.ofSeconds(29);
    private static final ObjectKey OBJECT = new ObjectKey("object");
    private static final String TEXT = "x".repeat(950);

    private final SlowStore bare = new SlowStore();
    private final SlowStore under = new SlowStore();
    private final InvocationEnvironment environment =
            new InvocationEnvironment(
                    (name, e) -> {
                        throw new IllegalStateException(name, e);
                    });
    private final HttpEvents admin;
    private final EventGateway gateway;
    private Version version;
    private int invocations;

    private HandlerLatency() {
        version = stored(bare.put(OBJECT, new byte[1024], Precondition.ABSENT));
        DataKeys master = new MasterKey(MasterKey.fresh(environment), environment);
        IssuedKey key = new AccessKeys(environment, under, master).create("root", Role.ADMIN);
        admin = new HttpEvents(key.key().id(), key.secret());
        RequestSettings settings =
                new RequestSettings(
                        new S3Address("none", "us-east-1", Optional.empty()),
                        "123456789012",
                        16,
                        Dialect.ESTABLISHED,
                        false,
                        new RequestSettings.KmsKey("none", Optional.empty()),
                        Optional.empty());
        gateway =
                new EventGateway(
                        settings,
                        environment,
                        under,
                        new JobCalls(environment, request -> Optional.empty()),
                        new Admission(
                                RequestWiring.signed(settings, environment, under, master),
                                new RefusalLog(environment, line -> {})));
    }

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(new HandlerLatency().run() ? 0 : 1);
    }

    private boolean run() throws InterruptedException {
        createTable();
        for (int turn = 0; turn < ITEMS; turn++) {
            putItem(turn).run();
        }
        List<Pair> pairs =
                List.of(
                        new Pair("GetItem, strong", GET_MILLIS, this::bareGet, this::getItem),
                        new Pair("PutItem, 1 KiB", PUT_MILLIS, this::barePut, this::putItem));
        System.out.println(Pair.Result.HEADER);
        SplittableRandom random = new SplittableRandom(20261124);
        boolean quick = true;
        for (Pair pair : pairs) {
            Pair.Result result = pair.measure(new Pair.Stores(bare, under), TURNS, random);
            System.out.println(result.row());
            quick &= result.ratio() <= RATIO_MAX;
        }
        System.out.println(
                (quick ? "no median is" : "a median is")
                        + " more than "
                        + RATIO_MAX
                        + " times the store's");
        return quick;
    }

    private void createTable() throws InterruptedException {
        String create =
                """
                {'TableName':'Measured','BillingMode':'PAY_PER_REQUEST',
                 'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],
                 'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'N'}]}
                """;
        answer(admin.version2("CreateTable", create));
        String describe = "{'TableName':'Measured'}";
        while (!answer(admin.version2("DescribeTable", describe)).contains("ACTIVE")) {
            Thread.sleep(10);
        }
    }

    private Runnable getItem(int turn) {
        byte[] event =
                admin.version2(
                        "GetItem",
                        "{'TableName':'Measured','ConsistentRead':true,'Key':{'id':{'N':'%d'}}}"
                                .formatted(turn % ITEMS));
        return () -> answer(event);
    }

    private Runnable putItem(int turn) {
        byte[] event =
                admin.version2(
                        "PutItem",
                        """
                        {'TableName':'Measured',
                         'Item':{'id':{'N':'%d'},'turn':{'N':'%d'},'text':{'S':'%s'}}}
                        """
                                .formatted(turn % ITEMS, turn, TEXT));
        return () -> answer(event);
    }

    /// Handles one event as Lambda does; the event must succeed.
    private String answer(byte[] event) {
        invocations++;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            gateway.answer(
                    new ByteArrayInputStream(event),
                    out,
                    new Invocation(
                            "invocation-" + invocations,
                            System.currentTimeMillis() + LEFT.toMillis(),
                            LEFT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String answer = out.toString(StandardCharsets.UTF_8);
        if (!answer.startsWith("{\"statusCode\":200,")) {
            throw new IllegalStateException(answer);
        }
        return answer;
    }

    private Runnable bareGet(int turn) {
        return () -> {
            if (!(bare.getUnless(OBJECT, version) instanceof GetOutcome.NotModified)) {
                throw new IllegalStateException("nobody changed the object");
            }
        };
    }

    private Runnable barePut(int turn) {
        byte[] bytes = ("turn " + turn + TEXT).getBytes(StandardCharsets.US_ASCII);
        return () -> version = stored(bare.put(OBJECT, bytes, new Precondition.Matches(version)));
    }

    private static Version stored(PutOutcome outcome) {
        if (outcome instanceof PutOutcome.Stored stored) {
            return stored.version();
        }
        throw new IllegalStateException("a put that nobody contends was " + outcome);
    }
}
