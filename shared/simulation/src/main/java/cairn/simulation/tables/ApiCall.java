package cairn.simulation.tables;

import cairn.operations.Api;
import cairn.operations.request.AnswerRoom;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.storage.environment.Waiting;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Converts calls to DynamoDB's requests, and Cairn's replies to answers. The tag of a table is its
/// read capacity, the tag of an item its attribute `v`.
final class ApiCall {
    private static final Pattern TAG = Pattern.compile("\"ReadCapacityUnits\":(\\d+)");
    private static final Pattern VALUE = Pattern.compile("\"v\":\\{\"N\":\"(\\d+)\"\\}");
    private static final Pattern FAILURE = Pattern.compile("\"__type\":\"[^\"#]*#(\\w+)\"");

    private ApiCall() {}

    static String name(int table) {
        return "table-" + table;
    }

    /// Sends `call` to a process and waits for its answer.
    static Call.Answer send(Api api, Call call) {
        String operation =
                switch (call.kind()) {
                    case CREATE -> "CreateTable";
                    case DELETE -> "DeleteTable";
                    case DESCRIBE -> "DescribeTable";
                    case PUT -> "PutItem";
                    case GET -> "GetItem";
                };
        Reply reply;
        try {
            byte[] body = body(call).getBytes(StandardCharsets.UTF_8);
            reply =
                    api.run(
                                    api.check(operation, Api.parse(body)),
                                    AnswerRoom.ENDLESS,
                                    Waiting.ALLOWED)
                            .join();
        } catch (Failure e) {
            throw new IllegalStateException("a request of ours is malformed: " + body(call), e);
        }
        String text = new String(reply.body(), StandardCharsets.UTF_8);
        return reply.status() == 200 ? done(call, text) : refused(call, text);
    }

    private static String body(Call call) {
        String table = "\"TableName\":\"%s\"".formatted(name(call.table()));
        Call.Schema schema = call.schema();
        return switch (call.kind()) {
            case CREATE ->
                    """
                    {%s,"AttributeDefinitions":[{"AttributeName":"%s","AttributeType":"%s"}],
                    "KeySchema":[{"AttributeName":"%s","KeyType":"HASH"}],
                    "ProvisionedThroughput":{"ReadCapacityUnits":%d,"WriteCapacityUnits":1}}\
                    """
                            .formatted(table, schema.name, schema.type, schema.name, call.id());
            case DELETE, DESCRIBE -> "{" + table + "}";
            case PUT ->
                    "{%s,\"Item\":{%s,\"v\":{\"N\":\"%d\"}}}"
                            .formatted(table, key(call), call.id());
            case GET -> "{%s,\"ConsistentRead\":true,\"Key\":{%s}}".formatted(table, key(call));
        };
    }

    private static String key(Call call) {
        return "\"%s\":{\"%s\":\"%d\"}"
                .formatted(call.schema().name, call.schema().type, call.key());
    }

    private static Call.Answer done(Call call, String text) {
        return switch (call.kind()) {
            case CREATE, DELETE, DESCRIBE -> new Call.Answer.Saw(number(TAG, text).orElseThrow());
            case PUT -> new Call.Answer.Put();
            case GET -> new Call.Answer.Got(value(text));
        };
    }

    /// The id of the put that created an item.
    static Optional<Integer> value(String item) {
        return number(VALUE, item);
    }

    private static Optional<Integer> number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(Integer.parseInt(found.group(1))) : Optional.empty();
    }

    private static Call.Answer refused(Call call, String text) {
        Matcher type = FAILURE.matcher(text);
        return switch (type.find() ? type.group(1) : "") {
            case "ResourceNotFoundException" -> new Call.Answer.NoTable();
            case "ResourceInUseException" -> new Call.Answer.InUse();
            case "ValidationException" -> new Call.Answer.WrongKey();
            case "ProvisionedThroughputExceededException" -> new Call.Answer.Throttled();
            case "InternalServerError" -> new Call.Answer.Unknown(text);
            default -> throw new IllegalStateException(call + " was answered " + text);
        };
    }
}
