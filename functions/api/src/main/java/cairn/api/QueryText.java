package cairn.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// A query from the parameters that it was taken apart into, escaped as signatures want it: a REST
/// API gives no other. Order and escapes of the original are lost, which a signature does not
/// cover.
final class QueryText {
    private static final String PLAIN = "-._~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private QueryText() {}

    /// The query; empty if there are no parameters.
    static String of(Map<String, List<String>> parameters) {
        StringJoiner query = new StringJoiner("&");
        parameters.forEach(
                (name, values) ->
                        values.forEach(value -> query.add(escaped(name) + "=" + escaped(value))));
        return query.toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean letter = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9';
            if (letter || PLAIN.indexOf(b) >= 0) {
                escaped.append((char) b);
            } else {
                escaped.append('%').append(HEX[b >> 4 & 15]).append(HEX[b & 15]);
            }
        }
        return escaped.toString();
    }
}
