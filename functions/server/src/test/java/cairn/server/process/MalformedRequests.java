package cairn.server.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/// Malformed requests, by number. The same seed and number give the same request.
final class MalformedRequests {
    private static final List<String> OPERATIONS =
            List.of(
                    "CreateTable",
                    "DescribeTable",
                    "ListTables",
                    "DeleteTable",
                    "PutItem",
                    "GetItem",
                    "UpdateItem",
                    "DeleteItem",
                    "Query",
                    "Scan",
                    "BatchGetItem",
                    "BatchWriteItem",
                    "DescribeContinuousBackups",
                    "DescribeTimeToLive",
                    "ListTagsOfResource",
                    "ListBackups",
                    "TransactWriteItems",
                    "UpdateTable");

    /// Correct requests, which the test then breaks.
    private static final List<String> BODIES =
            List.of(
                    "{\"TableName\":\"Things\",\"Item\":{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"},"
                            + "\"l\":{\"L\":[{\"BOOL\":true},{\"NULL\":true},{\"B\":\"AAE=\"}]}}}",
                    "{\"TableName\":\"Things\",\"Key\":{\"id\":{\"S\":\"a\"}},"
                            + "\"UpdateExpression\":\"SET #n = n + :one REMOVE l[0] ADD s :set\","
                            + "\"ConditionExpression\":\"attribute_exists(id) AND size(n) > :one\","
                            + "\"ExpressionAttributeNames\":{\"#n\":\"n\"},"
                            + "\"ExpressionAttributeValues\":{\":one\":{\"N\":\"1\"},"
                            + "\":set\":{\"SS\":[\"x\"]}},\"ReturnValues\":\"ALL_NEW\"}",
                    "{\"TableName\":\"Things\",\"KeyConditionExpression\":\"id = :k AND"
                            + " begins_with(n, :k)\",\"FilterExpression\":\"n IN (:k, :k)\","
                            + "\"ExpressionAttributeValues\":{\":k\":{\"S\":\"a\"}},\"Limit\":3,"
                            + "\"ExclusiveStartKey\":{\"id\":{\"S\":\"a\"}}}",
                    "{\"TableName\":\"Things\",\"Key\":{\"id\":{\"S\":\"a\"}},\"AttributeUpdates\":"
                            + "{\"n\":{\"Action\":\"ADD\",\"Value\":{\"N\":\"1\"}},"
                            + "\"l\":{\"Action\":\"DELETE\"}},\"Expected\":{\"n\":{\"Value\":"
                            + "{\"N\":\"1\"}},\"x\":{\"Exists\":false}},"
                            + "\"ConditionalOperator\":\"OR\",\"ReturnValues\":\"UPDATED_OLD\"}",
                    "{\"TableName\":\"Things\",\"KeyConditions\":{\"id\":{\"ComparisonOperator\":"
                            + "\"EQ\",\"AttributeValueList\":[{\"S\":\"a\"}]}},\"QueryFilter\":"
                            + "{\"n\":{\"ComparisonOperator\":\"BETWEEN\",\"AttributeValueList\":"
                            + "[{\"N\":\"1\"},{\"N\":\"2\"}]}},\"AttributesToGet\":[\"id\",\"n\"]}",
                    "{\"RequestItems\":{\"Things\":[{\"PutRequest\":{\"Item\":{\"id\":{\"S\":\"b\"}}}}"
                        + ",{\"DeleteRequest\":{\"Key\":{\"id\":{\"S\":\"c\"}}}}]}}",
                    "{\"RequestItems\":{\"Things\":{\"Keys\":[{\"id\":{\"S\":\"b\"}}],"
                            + "\"ProjectionExpression\":\"n, l[0].x\"}}}",
                    "{\"TableName\":\"Things\",\"TotalSegments\":4,\"Segment\":1,"
                            + "\"Select\":\"COUNT\",\"ReturnConsumedCapacity\":\"TOTAL\"}",
                    "{\"TableName\":\"Others\",\"KeySchema\":[{\"AttributeName\":\"id\","
                            + "\"KeyType\":\"HASH\"}],\"AttributeDefinitions\":[{\"AttributeName\":"
                            + "\"id\",\"AttributeType\":\"S\"}],\"BillingMode\":\"PROVISIONED\"}");

    private static final List<String> PIECES =
            List.of(
                    "null",
                    "true",
                    "-1",
                    "1e400",
                    "\"\"",
                    "[]",
                    "{}",
                    "[[]]",
                    "{\"S\":1}",
                    "{\"N\":\"abc\"}",
                    "{\"N\":\"1e126\"}",
                    "{\"S\":\"a\",\"N\":\"1\"}",
                    "{\"M\":{\"\":{}}}",
                    "\"\\ud800\"",
                    "99999999999999999999",
                    "{\"B\":\"*\"}",
                    "{\"SS\":[]}",
                    "\"((((\"",
                    "\"SET\"",
                    "\u0000",
                    "\"#x.:y[\"",
                    "}",
                    "]",
                    ",");

    private final long seed;

    MalformedRequests(long seed) {
        this.seed = seed;
    }

    /// All bytes of a request as sent.
    byte[] request(int number) {
        SplittableRandom random = new SplittableRandom(seed + number * 0x9E3779B97F4A7C15L);
        byte[] body = body(random);
        boolean zipped = random.nextInt(12) == 0;
        StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\nHost: localhost\r\n");
        String type = random.nextInt(40) == 0 ? "text/plain" : "application/x-amz-json-1.0";
        head.append("Content-Type: ").append(type).append("\r\n");
        if (random.nextInt(40) > 0) {
            head.append("X-Amz-Target: ").append(target(random)).append("\r\n");
        }
        if (random.nextInt(40) > 0) {
            head.append("Authorization: AWS4-HMAC-SHA256 Credential=any\r\n");
        }
        if (zipped) {
            body = zipped(body, random);
            head.append("Content-Encoding: gzip\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }

    private static String target(SplittableRandom random) {
        String operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
        return switch (random.nextInt(20)) {
            case 0 -> "DynamoDB_20120810." + operation + "s";
            case 1 -> operation;
            case 2 -> "DynamoDB_20111205." + operation;
            default -> "DynamoDB_20120810." + operation;
        };
    }

    private static byte[] body(SplittableRandom random) {
        String body = BODIES.get(random.nextInt(BODIES.size()));
        for (int i = random.nextInt(4); i >= 0; i--) {
            body = broken(body, random);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String broken(String body, SplittableRandom random) {
        if (body.isEmpty()) {
            return "{";
        }
        int at = random.nextInt(body.length());
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        return switch (random.nextInt(7)) {
            case 0 -> body.substring(0, at);
            case 1 -> body.substring(0, at) + piece + body.substring(at);
            case 2 -> replaceValue(body, at, piece);
            case 3 -> "[".repeat(random.nextInt(5_000)) + body;
            case 4 -> body.replaceFirst("\"S\":\"a\"", "\"S\":\"" + "k".repeat(3_000) + "\"");
            case 5 -> body.replaceFirst("\\{\"BOOL\":true}", nested(random.nextInt(200)));
            default -> body.replaceFirst("Things", random.nextBoolean() ? "T" : "No such");
        };
    }

    /// Replaces the value after the next colon.
    private static String replaceValue(String body, int from, String piece) {
        int colon = body.indexOf(':', from);
        int end = colon < 0 ? -1 : body.indexOf(',', colon);
        return end < 0 ? piece : body.substring(0, colon + 1) + piece + body.substring(end);
    }

    private static String nested(int depth) {
        return "{\"L\":[".repeat(depth) + "{\"BOOL\":true}" + "]}".repeat(depth);
    }

    private static byte[] zipped(byte[] body, SplittableRandom random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] bytes = out.toByteArray();
        boolean cut = random.nextBoolean();
        return cut ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
