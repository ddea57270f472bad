package cairn.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The requests of a training run (`--train`). They decide what the JVM loads, links and profiles
/// for its cache for quick starts.
final class Training {
    private static final int ROUNDS = 200;
    private static final String TABLE = "Training";

    private final int port;

    Training(int port) {
        this.port = port;
    }

    /// Sends each request once, then the common requests many times.
    ///
    /// @throws IOException if there is no connection or no valid answer
    void run() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            send(
                    socket,
                    "CreateTable",
                    "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}],"
                            + "\"AttributeDefinitions\":[{\"AttributeName\":\"id\","
                            + "\"AttributeType\":\"S\"}],\"BillingMode\":\"PAY_PER_REQUEST\"");
            for (int i = 0; i < ROUNDS; i++) {
                round(socket, "{\"id\":{\"S\":\"k%d\"}}".formatted(i));
            }
            send(socket, "Scan", "\"FilterExpression\":\"n > :n\"," + values(1));
            send(socket, "DescribeTable", "\"ConsistentRead\":true");
            send(socket, "DeleteTable", "\"ReturnConsumedCapacity\":\"TOTAL\"");
        }
    }

    private void round(Socket socket, String key) throws IOException {
        String item = key.replace("}}", "},\"n\":{\"N\":\"1\"},\"text\":{\"S\":\"some text\"}}");
        send(socket, "PutItem", "\"Item\":" + item);
        send(socket, "GetItem", "\"Key\":" + key + ",\"ConsistentRead\":true");
        send(
                socket,
                "UpdateItem",
                "\"Key\":" + key + ",\"UpdateExpression\":\"SET n = n + :n\"," + values(1));
        send(
                socket,
                "Query",
                "\"KeyConditionExpression\":\"id = :k\",\"ExpressionAttributeValues\":"
                        + key.replace("\"id\"", "\":k\""));
    }

    private static String values(int n) {
        return "\"ExpressionAttributeValues\":{\":n\":{\"N\":\"%d\"}}".formatted(n);
    }

    private void send(Socket socket, String operation, String members) throws IOException {
        String body = "{\"TableName\":\"%s\",%s}".formatted(TABLE, members);
        String head =
                """
                POST / HTTP/1.1\r
                Host: 127.0.0.1:%d\r
                Content-Type: application/x-amz-json-1.0\r
                X-Amz-Target: DynamoDB_20120810.%s\r
                Authorization: none\r
                Content-Length: %d\r
                \r
                """
                        .formatted(port, operation, body.length());
        OutputStream out = socket.getOutputStream();
        out.write((head + body).getBytes(StandardCharsets.US_ASCII));
        out.flush();
        readAnswer(socket.getInputStream());
    }

    private static void readAnswer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the server hung up");
            }
            head.append((char) next);
        }
        String lower = head.toString().toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length:") + "content-length:".length();
        in.skipNBytes(Long.parseLong(lower.substring(at, lower.indexOf('\r', at)).strip()));
    }
}
