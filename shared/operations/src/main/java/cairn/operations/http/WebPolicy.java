package cairn.operations.http;

import cairn.operations.wire.Failure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The web pages that may use the API. Immutable.
///
/// If signatures are checked, any page may, as with DynamoDB: it needs an access key. If they are
/// not, a page of any site that the developer visits could reach the data. It could do so directly
/// (its requests have an `Origin`) or by its own name that resolves to loopback (`Host` has that
/// name). So only loopback names and those that options allow are served.
public final class WebPolicy {
    private static final String ANY = "*";
    private static final Pattern LOOPBACK_IPV4 = Pattern.compile("127(\\.\\d{1,3}){3}");
    private static final Pattern ORIGIN_HOST = Pattern.compile("https?://([^/]*)");
    private static final int SHOWN_CHARACTERS = 100;
    private static final String EXPOSED =
            "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,x-amz-crc32,Date";
    private static final String PREFLIGHT_SECONDS = "172800";

    private final boolean anyone;
    private final Set<String> hosts;
    private final Set<String> origins;

    private WebPolicy(boolean anyone, Set<String> hosts, Set<String> origins) {
        this.anyone = anyone;
        this.hosts = hosts;
        this.origins = origins;
    }

    /// Any page: for a process that checks signatures.
    public static WebPolicy anyone() {
        return new WebPolicy(true, Set.of(), Set.of());
    }

    /// Pages of loopback, and the named ones.
    ///
    /// @param hosts names besides loopback's under which the server may be called
    /// @param origins as browsers send them (`https://app.example`); `*` for any
    public static WebPolicy loopback(Set<String> hosts, Set<String> origins) {
        return new WebPolicy(
                false,
                hosts.stream().map(WebPolicy::hostName).collect(Collectors.toUnmodifiableSet()),
                origins.stream().map(WebPolicy::lower).collect(Collectors.toUnmodifiableSet()));
    }

    private static Failure refused(HttpMessage message, Object... arguments) {
        return Failure.of(Failure.Type.ACCESS_DENIED, message, arguments);
    }

    /// Why a request is refused; absent if it is allowed.
    Optional<Failure> refusal(HttpQuestion question) {
        if (anyone) {
            return Optional.empty();
        }
        for (String host : question.headers().apply("Host")) {
            if (!isServed(hostName(host))) {
                return Optional.of(
                        refused(HttpMessage.HOST_NOT_SERVED, shown(host), shown(hostName(host))));
            }
        }
        for (String origin : question.headers().apply("Origin")) {
            if (!isAllowed(lower(origin))) {
                return Optional.of(refused(HttpMessage.ORIGIN_NOT_SERVED, shown(origin)));
            }
        }
        return Optional.empty();
    }

    private boolean isServed(String host) {
        return isLoopback(host) || hosts.contains(host);
    }

    private boolean isAllowed(String origin) {
        if (origins.contains(ANY) || origins.contains(origin)) {
            return true;
        }
        var parts = ORIGIN_HOST.matcher(origin);
        return parts.matches() && isLoopback(hostName(parts.group(1)));
    }

    /// Judged by its text alone: a name that needs a lookup can resolve to anything.
    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("::1")
                || LOOPBACK_IPV4.matcher(host).matches();
    }

    /// A host in lower case, without port, brackets and final dot.
    private static String hostName(String host) {
        String name = lower(host.strip());
        if (name.startsWith("[")) {
            int end = name.indexOf(']');
            return end < 0 ? name : name.substring(1, end);
        }
        int colon = name.indexOf(':');
        boolean port = colon >= 0 && colon == name.lastIndexOf(':');
        String bare = port ? name.substring(0, colon) : name;
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String shown(String text) {
        return text.length() > SHOWN_CHARACTERS
                ? text.substring(0, SHOWN_CHARACTERS) + "..."
                : text;
    }

    /// Adds CORS headers to an answer, with DynamoDB's values (observed).
    static void allow(HttpQuestion question, Map<String, String> headers) {
        headers.put("Access-Control-Allow-Origin", ANY);
        if (!isPreflight(question)) {
            headers.put("Access-Control-Expose-Headers", EXPOSED);
            return;
        }
        copy(question, "Access-Control-Request-Headers", "Access-Control-Allow-Headers", headers);
        copy(question, "Access-Control-Request-Method", "Access-Control-Allow-Methods", headers);
        headers.put("Access-Control-Max-Age", PREFLIGHT_SECONDS);
    }

    static boolean hasOrigin(HttpQuestion question) {
        return !question.headers().apply("Origin").isEmpty();
    }

    /// Whether it is a browser's preflight request.
    static boolean isPreflight(HttpQuestion question) {
        return question.method().equals("OPTIONS") && hasOrigin(question);
    }

    private static void copy(
            HttpQuestion question, String from, String to, Map<String, String> headers) {
        List<String> values = question.headers().apply(from);
        if (!values.isEmpty()) {
            headers.put(to, String.join(",", values));
        }
    }
}
