package cairn.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// Requests as an SDK sends them, on a table of items of 1 KiB, with ten items for each partition
/// key. Not thread-safe.
final class Requests {
    static final String TABLE = "Benchmark";
    private static final int ITEM_BYTES = 1024;
    private static final int GROUP = 10;

    private final int keys;
    private final SplittableRandom random = new SplittableRandom(20261123);
    private final String text;

    /// @param keys the number of items
    Requests(int keys) {
        this.keys = keys;
        int others = "group".length() + 14 + "id".length() + 2 + "count".length() + 5 + 4;
        StringBuilder letters = new StringBuilder();
        for (int i = others; i < ITEM_BYTES; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        this.text = letters.toString();
    }

    static byte[] health() {
        return "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] request(String operation, String body) {
        String head =
                """
                POST / HTTP/1.1
                Host: 127.0.0.1
                X-Amz-Target: DynamoDB_20120810.%s
                Content-Type: application/x-amz-json-1.0
                X-Amz-Date: 20261123T000000Z
                Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261123/us-east-1\
                /dynamodb/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, \
                Signature=0000000000000000000000000000000000000000000000000000000000000000
                User-Agent: aws-sdk-java/2.57.8 md/io#sync md/http#Apache5 ua/2.1 api/DynamoDB
                Content-Length: %d
                """
                        .formatted(operation, body.length());
        return (head.replace("\n", "\r\n") + "\r\n" + body).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] createTable() {
        return request(
                "CreateTable",
                """
                {"TableName":"Benchmark","BillingMode":"PAY_PER_REQUEST",
                 "KeySchema":[{"AttributeName":"group","KeyType":"HASH"},
                              {"AttributeName":"id","KeyType":"RANGE"}],
                 "AttributeDefinitions":[{"AttributeName":"group","AttributeType":"S"},
                                         {"AttributeName":"id","AttributeType":"N"}]}
                """);
    }

    static byte[] describeTable() {
        return request("DescribeTable", "{\"TableName\":\"Benchmark\"}");
    }

    private String item(int number) {
        // The end of the text differs between puts, as in real items.
        String own = Integer.toString(10_000_000 + random.nextInt(10_000_000));
        return """
        {"group":{"S":"group#%08d"},"id":{"N":"%d"},"count":{"N":"%d"},"text":{"S":"%s"}}\
        """
                .formatted(
                        number / GROUP,
                        number % GROUP,
                        number % 100_000,
                        text.substring(0, text.length() - own.length()) + own);
    }

    private static String key(int number) {
        return "{\"group\":{\"S\":\"group#%08d\"},\"id\":{\"N\":\"%d\"}}"
                .formatted(number / GROUP, number % GROUP);
    }

    private int any() {
        return random.nextInt(keys);
    }

    byte[] getItem() {
        return request("GetItem", "{\"TableName\":\"Benchmark\",\"Key\":" + key(any()) + "}");
    }

    byte[] putItem() {
        return request("PutItem", "{\"TableName\":\"Benchmark\",\"Item\":" + item(any()) + "}");
    }

    byte[] updateItem() {
        return request(
                "UpdateItem",
                """
                {"TableName":"Benchmark","Key":%s,
                 "UpdateExpression":"SET #c = #c + :one, seen = :now",
                 "ExpressionAttributeNames":{"#c":"count"},
                 "ExpressionAttributeValues":{":one":{"N":"1"},":now":{"N":"%d"}}}
                """
                        .formatted(key(any()), random.nextInt(1_000_000_000)));
    }

    byte[] query() {
        return request(
                "Query",
                """
                {"TableName":"Benchmark","KeyConditionExpression":"#g = :g",
                 "ExpressionAttributeNames":{"#g":"group"},
                 "ExpressionAttributeValues":{":g":{"S":"group#%08d"}}}
                """
                        .formatted(any() / GROUP));
    }

    byte[] batchWriteItem() {
        return batch(random.nextInt(keys - 25));
    }

    /// Puts 25 items, from the given number on.
    byte[] batch(int first) {
        StringBuilder puts = new StringBuilder("{\"RequestItems\":{\"Benchmark\":[");
        for (int i = 0; i < 25; i++) {
            puts.append(i == 0 ? "" : ",")
                    .append("{\"PutRequest\":{\"Item\":")
                    .append(item(first + i))
                    .append("}}");
        }
        return request("BatchWriteItem", puts.append("]}}").toString());
    }

    byte[] echo() {
        return request("Echo", text);
    }
}
