package cairn.api;

import cairn.operations.http.HttpQuestion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The event of one HTTP request in payload format 2.0 (HTTP API, function URL) or 1.0 (REST API).
/// It is parsed member by member. Used by one thread.
///
/// The request has the form that its client signed, as far as the front door reports it. The path
/// includes the stage, the query is escaped, header names are case-insensitive, and the body is its
/// bytes.
final class HttpEvent {
    /// An event has 6 MB at most, and one string may fill it.
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxStringLength(8 << 20).build())
                    .build();

    private String method = "";
    private String path = "";
    private String signedPath = "";
    private String query = "";
    private String body = "";
    private String source = "unknown";
    private OptionalLong cameMillis = OptionalLong.empty();
    private boolean base64;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, List<String>> parameters = new TreeMap<>();

    private HttpEvent() {}

    /// Reads an event.
    ///
    /// @throws IllegalArgumentException if it is not the event of an HTTP request
    /// @throws BoundedEvent.TooLong if it is longer than Lambda carries
    /// @throws IOException if it is not JSON or cannot be read
    static HttpEvent read(InputStream in) throws IOException {
        HttpEvent event = new HttpEvent();
        try (JsonParser json = JSON.createParser(new BoundedEvent(in))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("the event is not a JSON object");
            }
            event.members(json);
        }
        if (event.method.isEmpty()) {
            throw new IllegalArgumentException("the event is not an HTTP request");
        }
        return event;
    }

    private void members(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "httpMethod" -> method = text(json);
                case "path" -> path = text(json);
                case "rawPath" -> signedPath = text(json);
                case "rawQueryString" -> query = text(json);
                case "body" -> body = text(json);
                case "isBase64Encoded" -> base64 = value == JsonToken.VALUE_TRUE;
                case "headers" -> singles(json, headers);
                case "multiValueHeaders" -> lists(json, headers);
                case "multiValueQueryStringParameters" -> lists(json, parameters);
                case "requestContext" -> context(json);
                default -> json.skipChildren();
            }
        }
    }

    /// Reads method and source (2.0), path with the stage and source (1.0), and the time of
    /// arrival.
    private void context(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "path" -> signedPath = text(json);
                case "timeEpoch", "requestTimeEpoch" ->
                        cameMillis = OptionalLong.of(json.getValueAsLong());
                case "http", "identity" -> caller(json);
                default -> json.skipChildren();
            }
        }
    }

    private void caller(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "method" -> method = text(json);
                case "sourceIp" -> source = text(json);
                default -> json.skipChildren();
            }
        }
    }

    /// The text of a string member; empty if the member is null.
    private static String text(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NULL -> "";
            default -> throw new IllegalArgumentException(json.currentName() + " is no text");
        };
    }

    /// Reads one value for each name. If the event also has lists, the lists take precedence.
    private static void singles(JsonParser json, Map<String, List<String>> to) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            to.putIfAbsent(name, List.of(text(json)));
        }
    }

    private static void lists(JsonParser json, Map<String, List<String>> to) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            List<String> values = new ArrayList<>();
            if (json.nextToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    values.add(text(json));
                }
            }
            to.put(name, List.copyOf(values));
        }
    }

    /// The caller's address, as the front door reports it.
    String source() {
        return source;
    }

    /// The time since the request reached the front door, by the front door's clock and this one.
    /// Zero if the front door does not report it.
    Duration age(long nowMillis) {
        return Duration.ofMillis(nowMillis - cameMillis.orElse(nowMillis));
    }

    HttpQuestion question() {
        byte[] bytes = bytes();
        // Clients sign this header, but not every front door passes it on. The body gives its
        // value.
        headers.putIfAbsent("Content-Length", List.of(Integer.toString(bytes.length)));
        return new HttpQuestion(
                method,
                signedPath.isEmpty() ? path : signedPath,
                query.isEmpty() ? QueryText.of(parameters) : query,
                name -> headers.getOrDefault(name, List.of()),
                bytes);
    }

    private byte[] bytes() {
        return base64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    }
}
