package cairn.operations.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// The text that the client must have signed, rebuilt from the request.
///
/// The body is in it by the hash of the bytes as they came, whatever a header claims of it.
record CanonicalRequest(String text) {
    private static final String HEX = "0123456789ABCDEF";

    static CanonicalRequest of(Signable request, Authorization authorization) {
        StringBuilder text = new StringBuilder(512);
        text.append(request.method()).append('\n');
        text.append(path(request.path())).append('\n');
        text.append(query(request.query(), authorization.inQuery())).append('\n');
        SortedSet<String> names = authorization.signedHeaders();
        for (String name : names) {
            text.append(name).append(':');
            appendValues(text, request.headers().apply(name));
            text.append('\n');
        }
        text.append('\n');
        appendJoined(text, names);
        text.append('\n').append(Sha256.hex(request.body()));
        return new CanonicalRequest(text.toString());
    }

    private static void appendJoined(StringBuilder text, SortedSet<String> names) {
        boolean first = true;
        for (String name : names) {
            if (!first) {
                text.append(';');
            }
            text.append(name);
            first = false;
        }
    }

    /// Joins repeated headers by commas; reduces white space to single blanks and trims values.
    private static void appendValues(StringBuilder text, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            appendCollapsed(text, values.get(i));
        }
    }

    private static void appendCollapsed(StringBuilder text, String value) {
        int begin = text.length();
        boolean gap = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c >= '\t' && c <= '\r') {
                gap = true;
            } else {
                if (gap && text.length() > begin) {
                    text.append(' ');
                }
                text.append(c);
                gap = false;
            }
        }
    }

    /// The path without empty elements, `.` and `..`, escaped once more than sent: every service
    /// except S3 requires that.
    private static String path(String sent) {
        if (sent.equals("/") || sent.isEmpty()) {
            return "/";
        }
        List<String> elements = new ArrayList<>();
        for (String element : sent.split("/", -1)) {
            switch (element) {
                case "", "." -> {}
                case ".." -> {
                    if (!elements.isEmpty()) {
                        elements.removeLast();
                    }
                }
                default -> elements.add(escaped(element));
            }
        }
        String path = "/" + String.join("/", elements);
        return sent.endsWith("/") && !elements.isEmpty() ? path + "/" : path;
    }

    /// The parameters sorted by their escaped names and values, without the signature itself.
    private static String query(String sent, boolean signatureIn) {
        if (sent.isEmpty()) {
            return "";
        }
        record Pair(String name, String value) {}
        return QueryString.parse(sent).parameters().stream()
                .filter(p -> !(signatureIn && p.name().equals(Presented.SIGNATURE)))
                .map(p -> new Pair(escaped(p.name()), escaped(p.value())))
                .sorted(
                        (a, b) -> {
                            int byName = a.name.compareTo(b.name);
                            return byName != 0 ? byName : a.value.compareTo(b.value);
                        })
                .map(p -> p.name + "=" + p.value)
                .collect(Collectors.joining("&"));
    }

    /// Escapes all but unreserved characters with percent signs (RFC 3986, section 2.3).
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (letter || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return escaped.toString();
    }

    /// The string to sign: its hash, with time and scope.
    String toSign(Authorization authorization) {
        return "AWS4-HMAC-SHA256\n"
                + authorization.time()
                + '\n'
                + authorization.credential().scope()
                + '\n'
                + Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
