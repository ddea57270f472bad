package cairn.operations.signature;

import cairn.operations.wire.Failure;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/// A signature that is valid as far as can be judged without a secret: in time, for this region,
/// over the required headers.
///
/// @param time when it was made, `yyyyMMdd'T'HHmmss'Z'`
/// @param signedHeaders names in small letters, in order
/// @param inQuery whether it is in the query
public record Authorization(
        Credential credential,
        String time,
        SortedSet<String> signedHeaders,
        String signature,
        boolean inQuery) {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String SERVICE = "dynamodb";
    private static final String TARGET = "X-Amz-Target";
    private static final long SKEW_SECONDS = 15 * 60;
    private static final long EXPIRES_SECONDS_MAX = 7 * 24 * 3600;

    /// Checks a signature, in DynamoDB's order.
    ///
    /// @throws Failure it is refused
    static Authorization of(Presented presented, Signable request, String region, long nowSeconds) {
        SignatureTime time = SignatureTime.of(presented.date());
        checkTime(time, goodFor(presented), nowSeconds);
        SortedSet<String> headers = names(presented.signedHeaders());
        if (!headers.contains("host")) {
            throw Refusals.notSigned("Host");
        }
        // The target header decides the action: if it were unsigned, a read could be changed into a
        // write.
        if (!headers.contains(TARGET.toLowerCase(Locale.ROOT))
                && !request.headers().apply(TARGET).isEmpty()) {
            throw Refusals.notSigned(TARGET);
        }
        if (!presented.algorithm().equals(ALGORITHM)) {
            throw Refusals.algorithm(presented.algorithm());
        }
        Credential credential = Credential.of(presented.credential(), time, region, SERVICE);
        return new Authorization(
                credential, time.text(), headers, presented.signature(), presented.inQuery());
    }

    private static long goodFor(Presented presented) {
        if (presented.expires().isEmpty()) {
            return SKEW_SECONDS;
        }
        long seconds;
        try {
            seconds = Long.parseLong(presented.expires().get());
        } catch (NumberFormatException e) {
            throw Refusals.expires("should be a number");
        }
        if (seconds < 0) {
            throw Refusals.expires("must be non-negative");
        }
        if (seconds > EXPIRES_SECONDS_MAX) {
            throw Refusals.expires(
                    "must be less than a week in seconds; that is, less than 604800 seconds.");
        }
        return seconds;
    }

    private static void checkTime(SignatureTime time, long goodFor, long now) {
        if (time.seconds() < now - goodFor) {
            String within = goodFor % 60 == 0 ? goodFor / 60 + " min." : goodFor + " sec.";
            throw Refusals.expired(
                    time.text(),
                    SignatureTime.format(now - goodFor),
                    SignatureTime.format(now),
                    within);
        }
        if (time.seconds() > now + SKEW_SECONDS) {
            throw Refusals.notYetCurrent(
                    time.text(),
                    SignatureTime.format(now + SKEW_SECONDS),
                    SignatureTime.format(now),
                    SKEW_SECONDS / 60 + " min.");
        }
    }

    private static SortedSet<String> names(String signedHeaders) {
        SortedSet<String> names = new TreeSet<>();
        int from = 0;
        while (from <= signedHeaders.length()) {
            int end = signedHeaders.indexOf(';', from);
            int to = end < 0 ? signedHeaders.length() : end;
            if (to > from) {
                names.add(signedHeaders.substring(from, to).toLowerCase(Locale.ROOT));
            }
            from = to + 1;
        }
        return names;
    }
}
