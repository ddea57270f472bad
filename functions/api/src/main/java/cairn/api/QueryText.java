package cairn.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// A query string made from parsed parameters, escaped as signatures require. A REST API passes on
/// only the parsed parameters. The original order and escapes are lost, but signatures do not cover
/// them.
final class QueryText {
    private static final String PLAIN = "-._~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private QueryText() {}

    /// Returns the query; empty if there are no parameters.
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
