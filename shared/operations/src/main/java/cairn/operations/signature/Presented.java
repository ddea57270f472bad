package cairn.operations.signature;

import cairn.operations.wire.Failure;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A request's claims about its signature: complete, not yet judged.
///
/// @param inQuery whether it is in the query, as in a URL signed beforehand, not in the header
/// @param credential key id and scope, by slashes
/// @param signedHeaders names, by semicolons; may be empty
/// @param expires seconds for which a signature in the query is good
record Presented(
        boolean inQuery,
        String algorithm,
        String credential,
        String signedHeaders,
        String signature,
        String date,
        Optional<String> expires) {

    private static final String AUTHORIZATION = "Authorization";
    static final String ALGORITHM = "X-Amz-Algorithm";
    static final String CREDENTIAL = "X-Amz-Credential";
    static final String SIGNATURE = "X-Amz-Signature";
    static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
    static final String DATE = "X-Amz-Date";
    static final String EXPIRES = "X-Amz-Expires";

    /// Refuses a request that has no signature, or two.
    static void check(Signable request) {
        boolean header = !request.headers().apply(AUTHORIZATION).isEmpty();
        boolean query =
                !request.query().isEmpty() && QueryString.parse(request.query()).has(ALGORITHM);
        if (header && query) {
            throw Refusals.signedTwice();
        }
        if (!header && !query) {
            throw Refusals.missing();
        }
    }

    /// Finds the signature of a request.
    ///
    /// @throws Failure the request has no signature, or an incomplete one
    static Presented of(Signable request) {
        check(request);
        Optional<String> header = request.joined(AUTHORIZATION);
        return header.isPresent()
                ? ofHeader(header.get(), request)
                : ofQuery(QueryString.parse(request.query()));
    }

    /// `ALGORITHM name=value, name=value …`; both blanks and commas separate the pairs.
    private static Presented ofHeader(String header, Signable request) {
        String text = header.strip();
        if (!text.startsWith("AWS4-")) {
            throw Refusals.missing();
        }
        int end = 0;
        while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != ',') {
            end++;
        }
        Map<String, String> pairs = pairs(text, end);
        StringBuilder lacks = new StringBuilder();
        String credential = pairs.getOrDefault("Credential", "");
        String signature = pairs.getOrDefault("Signature", "");
        lack(lacks, credential.isEmpty(), "Credential");
        lack(lacks, signature.isEmpty(), "Signature");
        lack(lacks, !pairs.containsKey("SignedHeaders"), "SignedHeaders");
        Optional<String> date = request.joined(DATE).or(() -> request.joined("Date"));
        if (date.isEmpty()) {
            lacks.append(
                    "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date'"
                            + " header. ");
        }
        if (!lacks.isEmpty()) {
            throw Refusals.headerLacks(lacks.toString(), header);
        }
        return new Presented(
                false,
                text.substring(0, end),
                credential,
                pairs.getOrDefault("SignedHeaders", ""),
                signature,
                date.orElse(""),
                Optional.empty());
    }

    private static Map<String, String> pairs(String text, int from) {
        Map<String, String> pairs = HashMap.newHashMap(4);
        int start = from;
        for (int i = from; i <= text.length(); i++) {
            boolean gap = i == text.length() || text.charAt(i) == ' ' || text.charAt(i) == ',';
            if (!gap) {
                continue;
            }
            if (i > start) {
                int equal = text.indexOf('=', start);
                if (equal < 0 || equal >= i) {
                    throw Refusals.noPair(text.substring(start, i), text);
                }
                pairs.put(text.substring(start, equal), text.substring(equal + 1, i));
            }
            start = i + 1;
        }
        return pairs;
    }

    private static void lack(StringBuilder lacks, boolean absent, String parameter) {
        if (absent) {
            lacks.append("Authorization header requires '%s' parameter. ".formatted(parameter));
        }
    }

    private static Presented ofQuery(QueryString query) {
        StringBuilder lacks = new StringBuilder();
        for (String name : new String[] {ALGORITHM, CREDENTIAL, SIGNATURE, SIGNED_HEADERS, DATE}) {
            if (query.value(name).orElse("").isEmpty()) {
                lacks.append("AWS query-string parameters must include '%s'. ".formatted(name));
            }
        }
        if (!lacks.isEmpty()) {
            throw Refusals.queryLacks(lacks.toString());
        }
        return new Presented(
                true,
                query.value(ALGORITHM).orElse(""),
                query.value(CREDENTIAL).orElse(""),
                query.value(SIGNED_HEADERS).orElse(""),
                query.value(SIGNATURE).orElse(""),
                query.value(DATE).orElse(""),
                query.value(EXPIRES));
    }
}
