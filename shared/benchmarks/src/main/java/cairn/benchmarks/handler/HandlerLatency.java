package cairn.benchmarks.handler;

import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.Version;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.Parameter;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/// The command: a strongly consistent GetItem beside one conditional GET, a PutItem beside one
/// conditional PUT. Ends with 1 if a median is more than [#RATIO_MAX] times the store's own.
final class HandlerLatency {
    private static final double RATIO_MAX = 1.1;
    private static final int ITEMS = 1000;
    private static final ObjectKey OBJECT = new ObjectKey("object");

    @Parameter(names = "--requests", description = "requests measured of each kind")
    private int requests = 300;

    @Parameter(names = "--get", description = "median of the store's GET, milliseconds")
    private double getMillis = 15;

    @Parameter(names = "--put", description = "median of the store's PUT, milliseconds")
    private double putMillis = 30;

    private final SlowStore bare = new SlowStore();
    private final SlowStore under = new SlowStore();
    private final Inside inside = new Inside(under);
    private final String text = "x".repeat(950);
    private Version version = new Version("none");

    public static void main(String[] arguments) throws InterruptedException {
        HandlerLatency latency = new HandlerLatency();
        new JCommander(latency).parse(arguments);
        System.exit(latency.run() ? 0 : 1);
    }

    private boolean run() throws InterruptedException {
        version = stored(bare.put(OBJECT, new byte[1024], Precondition.ABSENT));
        createTable();
        for (int number = 0; number < ITEMS; number++) {
            putItem(number);
        }
        List<Pair> pairs =
                List.of(
                        new Pair("GetItem, strong", getMillis, turn -> bareGet(), this::getItem),
                        new Pair("PutItem, 1 KiB", putMillis, this::barePut, this::putItem));
        System.out.println(Pair.Result.HEADER);
        SplittableRandom random = new SplittableRandom(20261124);
        boolean quick = true;
        for (Pair pair : pairs) {
            Pair.Result result = pair.measure(new Pair.Stores(bare, under), requests, random);
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
        inside.call(
                "CreateTable",
                """
                {"TableName":"Measured","BillingMode":"PAY_PER_REQUEST",
                 "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
                 "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"N"}]}
                """);
        while (!inside.call("DescribeTable", "{\"TableName\":\"Measured\"}").contains("ACTIVE")) {
            Thread.sleep(10);
        }
    }

    private void putItem(int turn) {
        inside.call(
                "PutItem",
                """
                {"TableName":"Measured","Item":{"id":{"N":"%d"},"turn":{"N":"%d"},"text":{"S":"%s"}}}
                """
                        .formatted(turn % ITEMS, turn, text));
    }

    private void getItem(int turn) {
        inside.call(
                "GetItem",
                """
                {"TableName":"Measured","ConsistentRead":true,"Key":{"id":{"N":"%d"}}}
                """
                        .formatted(turn % ITEMS));
    }

    private void bareGet() {
        if (!(bare.getUnless(OBJECT, version) instanceof GetOutcome.NotModified)) {
            throw new IllegalStateException("nobody changed the object");
        }
    }

    private void barePut(int turn) {
        byte[] bytes = ("turn " + turn + text).getBytes(StandardCharsets.US_ASCII);
        version = stored(bare.put(OBJECT, bytes, new Precondition.Matches(version)));
    }

    private static Version stored(PutOutcome outcome) {
        if (outcome instanceof PutOutcome.Stored stored) {
            return stored.version();
        }
        throw new IllegalStateException("a put that nobody contends was " + outcome);
    }
}
