package cairn.simulation.indexes;

import cairn.item.json.Json;
import cairn.operations.Api;
import cairn.operations.request.AnswerRoom;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.storage.environment.Waiting;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The requests of the clients, and what their answers mean. The key of the table is `p` and `s`.
/// It has a local index by `a`, and a global index by `a` with all attributes. Another global
/// index, by `b` and `a`, has keys only.
final class IndexedItems {
    private static final String GLOBAL =
            """
            ,"GlobalSecondaryIndexes":[
              {"IndexName":"global","Projection":{"ProjectionType":"ALL"},
               "KeySchema":[{"AttributeName":"a","KeyType":"HASH"}]},
              {"IndexName":"keys","Projection":{"ProjectionType":"KEYS_ONLY"},
               "KeySchema":[{"AttributeName":"b","KeyType":"HASH"},
                            {"AttributeName":"a","KeyType":"RANGE"}]}]
            """;

    /// Creates the table.
    ///
    /// @param global with the global indexes, or with the local one alone
    static Sent create(boolean global) {
        String body =
                """
                {"TableName":"Things","BillingMode":"PAY_PER_REQUEST",
                 "KeySchema":[{"AttributeName":"p","KeyType":"HASH"},
                              {"AttributeName":"s","KeyType":"RANGE"}],
                 "AttributeDefinitions":[{"AttributeName":"p","AttributeType":"S"},
                                         {"AttributeName":"s","AttributeType":"N"},
                                         {"AttributeName":"a","AttributeType":"S"}%s],
                 "LocalSecondaryIndexes":[
                  {"IndexName":"local","Projection":{"ProjectionType":"ALL"},
                   "KeySchema":[{"AttributeName":"p","KeyType":"HASH"},
                                {"AttributeName":"a","KeyType":"RANGE"}]}]%s}
                """
                        .formatted(
                                global ? ",{\"AttributeName\":\"b\",\"AttributeType\":\"N\"}" : "",
                                global ? GLOBAL : "");
        return new Sent("CreateTable", body);
    }

    /// Adds a global index by `b` alone, with all attributes.
    static final Sent ADD =
            new Sent(
                    "UpdateTable",
                    """
                    {"TableName":"Things",
                     "AttributeDefinitions":[{"AttributeName":"b","AttributeType":"N"}],
                     "GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"late",
                      "Projection":{"ProjectionType":"ALL"},
                      "KeySchema":[{"AttributeName":"b","KeyType":"HASH"}]}}]}
                    """);

    /// Deletes it.
    static final Sent REMOVE =
            new Sent(
                    "UpdateTable",
                    """
                    {"TableName":"Things",
                     "GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"late"}}]}
                    """);

    private IndexedItems() {}

    record Sent(String operation, String body) {}

    /// A random change of one of a few items.
    ///
    /// @param id a value that no other change writes
    static Sent change(SplittableRandom random, int keys, int id) {
        String key =
                "\"p\":{\"S\":\"p%d\"},\"s\":{\"N\":\"%d\"}"
                        .formatted(random.nextInt(2), random.nextInt(keys));
        String table = "{\"TableName\":\"Things\",";
        String a = "{\"S\":\"a%d\"}".formatted(random.nextInt(3));
        String b = "{\"N\":\"%d\"}".formatted(random.nextInt(3));
        return switch (random.nextInt(5)) {
            case 0 -> new Sent("DeleteItem", table + "\"Key\":{" + key + "}}");
            case 1 ->
                    new Sent(
                            "UpdateItem",
                            table
                                    + "\"Key\":{"
                                    + key
                                    + "},\"UpdateExpression\":\"SET v = :v REMOVE a\","
                                    + "\"ExpressionAttributeValues\":{\":v\":{\"N\":\""
                                    + id
                                    + "\"}}}");
            case 2 ->
                    new Sent(
                            "UpdateItem",
                            table
                                    + "\"Key\":{"
                                    + key
                                    + "},\"UpdateExpression\":\"SET v = :v, a = :a\","
                                    + "\"ExpressionAttributeValues\":{\":a\":"
                                    + a
                                    + ",\":v\":{\"N\":\""
                                    + id
                                    + "\"}}}");
            default ->
                    new Sent(
                            "PutItem",
                            table
                                    + "\"Item\":{"
                                    + key
                                    + ",\"a\":"
                                    + a
                                    + ",\"b\":"
                                    + b
                                    + ",\"v\":{\"N\":\""
                                    + id
                                    + "\"}}}");
        };
    }

    /// Sends a request and waits for its answer.
    static Reply send(Api api, Sent sent) {
        byte[] body = sent.body.getBytes(StandardCharsets.UTF_8);
        try {
            return api.run(
                            api.check(sent.operation, Api.parse(body)),
                            AnswerRoom.ENDLESS,
                            Waiting.ALLOWED)
                    .join();
        } catch (Failure e) {
            throw new IllegalStateException("a request of ours is malformed: " + sent.body, e);
        }
    }

    /// The items that a whole scan returns, by key, as text of the attributes that `kept` accepts.
    /// Absent if the scan was not answered.
    static Optional<SortedMap<String, String>> scan(
            Api api, Optional<String> index, Predicate<String> kept) {
        String named = index.map(name -> ",\"IndexName\":\"" + name + "\"").orElse("");
        String strong = index.isEmpty() ? ",\"ConsistentRead\":true" : "";
        Reply reply =
                send(api, new Sent("Scan", "{\"TableName\":\"Things\"" + named + strong + "}"));
        if (reply.status() != 200) {
            return Optional.empty();
        }
        SortedMap<String, String> found = new TreeMap<>();
        for (Json item : items(reply)) {
            SortedMap<String, String> fields = new TreeMap<>();
            ((Json.Obj) item)
                    .fields()
                    .forEach(
                            (name, value) -> {
                                if (kept.test(name)) {
                                    fields.put(name, value.text());
                                }
                            });
            found.put(fields.get("p") + "/" + fields.get("s"), fields.toString());
        }
        return Optional.of(found);
    }

    private static Iterable<Json> items(Reply reply) {
        try {
            Json.Obj body = (Json.Obj) Json.parse(reply.body());
            return ((Json.Arr) body.field("Items").orElseThrow()).values();
        } catch (Json.Malformed e) {
            throw new IllegalStateException("an answer is not JSON", e);
        }
    }
}
