package cairn.server.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The bytes of an API request, to be sent on a [RawWire]. Not thread-safe.
public final class ApiRequest {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] body;

    /// @param body JSON with single quotes in place of double quotes
    public ApiRequest(String operation, String body) {
        this(operation, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    public ApiRequest(String operation, byte[] body) {
        this.body = body;
        header("Host", "localhost");
        header("Content-Type", "application/x-amz-json-1.0");
        header("X-Amz-Target", "DynamoDB_20120810." + operation);
        header("Authorization", "any");
    }

    public ApiRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public ApiRequest without(String name) {
        headers.remove(name);
        return this;
    }

    /// The request line and headers.
    public byte[] head() {
        StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        boolean framed =
                headers.containsKey("Transfer-Encoding") || headers.containsKey("Content-Length");
        if (!framed) {
            head.append("Content-Length: " + body.length + "\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The whole request.
    public byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head());
        all.writeBytes(body);
        return all.toByteArray();
    }
}
