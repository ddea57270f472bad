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

/// The event of one HTTP request, of payload format 2.0 (HTTP API, function URL) or 1.0 (REST API),
/// read member by member as it comes. Used by one thread.
///
/// The request is given as its client signed it, as far as the front door reports it: the path with
/// the stage in it, the query escaped, headers by any letter case, the body's bytes.
final class HttpEvent {
    /// An event is 6 MB at most, and one string of it may be all of that.
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
    /// @throws IllegalArgumentException it is no event of an HTTP request
    /// @throws BoundedEvent.TooLong it is longer than Lambda carries
    /// @throws IOException it is no JSON, or can't be read
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

    /// Method and source (2.0), path with the stage and source (1.0), and when the request came.
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

    /// A member that is a text, or absent as null.
    private static String text(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NULL -> "";
            default -> throw new IllegalArgumentException(json.currentName() + " is no text");
        };
    }

    /// Values one a name; where there are lists too, the lists count.
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

    /// The address that the request came from, as the front door reports it.
    String source() {
        return source;
    }

    /// How long ago the request came to the front door, by that one's clock and this one's; zero if
    /// the front door does not say.
    Duration age(long nowMillis) {
        return Duration.ofMillis(nowMillis - cameMillis.orElse(nowMillis));
    }

    /// The request.
    HttpQuestion question() {
        byte[] bytes = bytes();
        // Clients sign it, not every front door hands it on, and the body says it as well.
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
