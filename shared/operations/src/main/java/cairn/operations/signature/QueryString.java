package cairn.operations.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The parameters of a query, unescaped. A plus stays a plus: AWS escapes a blank as `%20`.
record QueryString(List<Parameter> parameters) {
    record Parameter(String name, String value) {}

    static QueryString parse(String text) {
        List<Parameter> parameters = new ArrayList<>();
        for (String part : text.split("&", -1)) {
            if (!part.isEmpty()) {
                int equal = part.indexOf('=');
                parameters.add(
                        equal < 0
                                ? new Parameter(unescaped(part), "")
                                : new Parameter(
                                        unescaped(part.substring(0, equal)),
                                        unescaped(part.substring(equal + 1))));
            }
        }
        return new QueryString(parameters);
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    /// The value of the first parameter with this name.
    Optional<String> value(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name.equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    /// A percent sign that escapes nothing is kept.
    private static String unescaped(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            int high = i + 2 < in.length && in[i] == '%' ? Character.digit(in[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
            if (low >= 0) {
                out[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                out[length++] = in[i];
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }
}
