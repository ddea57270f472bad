package cairn.operations.signature;

import cairn.item.CatalogueEntry;
import cairn.item.Dialect;
import cairn.item.Wording;
import cairn.operations.wire.Failure;

/// DynamoDB's texts for refused signatures. Observed, except for those marked.
///
/// They are not entries of the catalogue's enums. A layer in front of DynamoDB produces them,
/// before an operation and so a wording is known. They are the same in every dialect and join
/// several sentences.
public final class Refusals {
    private Refusals() {}

    /// A text joined from sentences.
    private record Sentences(String text) implements CatalogueEntry {
        @Override
        public String template(Dialect dialect) {
            return text;
        }

        @Override
        public String text(Wording wording, Object... arguments) {
            return text;
        }
    }

    private static Failure refused(Failure.Type type, String text) {
        return Failure.of(type, new Sentences(text));
    }

    private static Failure incomplete(String text) {
        return refused(Failure.Type.INCOMPLETE_SIGNATURE, text);
    }

    private static Failure invalid(String text) {
        return refused(Failure.Type.INVALID_SIGNATURE, text);
    }

    static Failure signedTwice() {
        return invalid(
                "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP"
                        + " header.");
    }

    static Failure missing() {
        return refused(Failure.Type.MISSING_TOKEN, "Request is missing Authentication Token");
    }

    static Failure noPair(String text, String header) {
        return incomplete(
                "'%s' not a valid key=value pair (missing equal-sign) in Authorization header: '%s'."
                        .formatted(text, header));
    }

    static Failure headerLacks(String lacks, String header) {
        return incomplete(lacks + "Authorization=" + header);
    }

    static Failure queryLacks(String lacks) {
        return incomplete(lacks + "Re-examine the query-string parameters.");
    }

    static Failure dateForm(String date) {
        return incomplete(
                ("Date must be in ISO-8601 'basic format'. Got '%s'. See"
                                + " http://en.wikipedia.org/wiki/ISO_8601")
                        .formatted(date));
    }

    /// The same for header and query; S3's texts for the query's own limits (unverified).
    static Failure expires(String why) {
        return incomplete("X-Amz-Expires " + why);
    }

    /// @param least the earliest time that would be accepted
    /// @param within the difference to `now`, as `15 min.`
    static Failure expired(String date, String least, String now, String within) {
        return invalid(
                "Signature expired: %s is now earlier than %s (%s - %s)"
                        .formatted(date, least, now, within));
    }

    static Failure notYetCurrent(String date, String most, String now, String within) {
        return invalid(
                "Signature not yet current: %s is still later than %s (%s + %s)"
                        .formatted(date, most, now, within));
    }

    /// For headers other than `Host` our own text, modelled on AWS's (decision 31).
    static Failure notSigned(String header) {
        return invalid("'%s' must be a 'SignedHeader' in the AWS Authorization.".formatted(header));
    }

    static Failure algorithm(String algorithm) {
        return incomplete(
                "Unsupported AWS 'algorithm': '%s' (only AWS4-HMAC-SHA256 for now). "
                        .formatted(algorithm));
    }

    static Failure credential(String credential) {
        return incomplete(
                ("Credential must have exactly 5 slash-delimited elements, e.g."
                                + " keyid/date/region/service/term, got '%s'")
                        .formatted(credential));
    }

    static Failure scope(String wrong) {
        return invalid(wrong);
    }

    static String wrongRegion(String region) {
        return "Credential should be scoped to a valid region, not '%s'. ".formatted(region);
    }

    static String wrongService(String service) {
        return "Credential should be scoped to correct service: '%s'. ".formatted(service);
    }

    static String wrongTerminator(String expected, String found) {
        return "Credential should be scoped with a valid terminator: '%s', not '%s'. "
                .formatted(expected, found);
    }

    static String wrongDay(String found, String expected, String time) {
        return ("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date"
                        + " from HTTP: '%s' != '%s', from '%s'.")
                .formatted(found, expected, time);
    }

    static Failure differs(String canonical, String toSign) {
        return invalid(
                ("The request signature we calculated does not match the signature you provided."
                     + " Check your AWS Secret Access Key and signing method. Consult the service"
                     + " documentation for details.\n\n"
                     + "The Canonical String for this request should have been\n"
                     + "'%s'\n\n"
                     + "The String-to-Sign should have been\n"
                     + "'%s'\n")
                        .formatted(canonical, toSign));
    }

    /// No enabled key has this id.
    public static Failure unknownKey() {
        return refused(
                Failure.Type.UNRECOGNIZED_CLIENT,
                "The security token included in the request is invalid.");
    }

    /// A session token: Cairn issues no such tokens.
    public static Failure sessionToken() {
        return refused(
                Failure.Type.UNRECOGNIZED_CLIENT,
                "The security token included in the request is invalid");
    }
}
