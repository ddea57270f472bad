package cairn.operations.signature;

import cairn.item.json.Json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Requests that botocore signed (`src/test/python/signed_requests.py`).
final class SignedRequests {
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private SignedRequests() {}

    record Header(String name, String value) {}

    /// A request, and when it was signed.
    record Sent(
            String name,
            String method,
            String path,
            String query,
            List<Header> sent,
            byte[] body,
            long seconds)
            implements Signable {

        @Override
        public Function<String, List<String>> headers() {
            return wanted ->
                    sent.stream()
                            .filter(header -> header.name.equalsIgnoreCase(wanted))
                            .map(Header::value)
                            .toList();
        }

        Sent withHeaders(UnaryOperator<Header> change) {
            List<Header> changed = sent.stream().map(change).toList();
            return new Sent(name, method, path, query, changed, body, seconds);
        }

        Sent withBody(byte[] other) {
            return new Sent(name, method, path, query, sent, other, seconds);
        }

        Sent withTarget(String otherPath, String otherQuery) {
            return new Sent(name, method, otherPath, otherQuery, sent, body, seconds);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Sent> group(String group) {
        try (InputStream in =
                Objects.requireNonNull(
                        SignedRequests.class.getResourceAsStream("signed-requests.json"))) {
            Json.Obj groups = (Json.Obj) Json.parse(in.readAllBytes());
            List<Sent> sent = new ArrayList<>();
            for (Json one : ((Json.Arr) groups.field(group).orElseThrow()).values()) {
                sent.add(sent((Json.Obj) one));
            }
            return sent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Json.Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    private static Sent sent(Json.Obj one) {
        List<Header> headers = new ArrayList<>();
        for (String field : new String[] {"headers", "also"}) {
            if (one.field(field).orElse(null) instanceof Json.Arr(List<Json> pairs)) {
                for (Json pair : pairs) {
                    List<Json> texts = ((Json.Arr) pair).values();
                    headers.add(new Header(text(texts.get(0)), text(texts.get(1))));
                }
            }
        }
        return new Sent(
                text(one, "name"),
                text(one, "method"),
                text(one, "path"),
                text(one, "query"),
                headers,
                Base64.getDecoder().decode(text(one, "body")),
                Long.parseLong(text(one, "seconds")));
    }

    private static String text(Json.Obj one, String field) {
        return text(one.field(field).orElseThrow());
    }

    private static String text(Json json) {
        return ((Json.Text) json).value();
    }
}
