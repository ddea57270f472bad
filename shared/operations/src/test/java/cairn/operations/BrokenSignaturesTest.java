package cairn.operations;

import static cairn.operations.BrokenRequests.INCOMPLETE;
import static cairn.operations.BrokenRequests.INVALID;
import static cairn.operations.BrokenRequests.MISSING;
import static cairn.operations.BrokenRequests.UNRECOGNIZED;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Broken signatures in the header. The messages are those that DynamoDB was observed to answer, in
/// its order of checks.
final class BrokenSignaturesTest {
    private static final String NO_TOKEN = "Request is missing Authentication Token";
    private static final String UNKNOWN = "The security token included in the request is invalid.";
    private static final String LACKS = "Authorization header requires '%s' parameter. ";
    private static final String LACKS_DATE =
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
    private static final String DATE_FORM =
            "Date must be in ISO-8601 'basic format'. Got '%s'. See"
                    + " http://en.wikipedia.org/wiki/ISO_8601";
    private static final String REGION =
            "Credential should be scoped to a valid region, not '%s'. ";
    private static final String WRONG_SERVICE =
            "Credential should be scoped to correct service: 'dynamodb'. ";
    private static final String TERMINATOR =
            "Credential should be scoped with a valid terminator: 'aws4_request', not '%s'. ";
    private static final String DAY =
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
                    + " HTTP: '%s' != '20260601', from '20260601T123456Z'.";
    private static final String FIVE =
            "Credential must have exactly 5 slash-delimited elements, e.g."
                    + " keyid/date/region/service/term, got '%s'";

    private final BrokenRequests requests = new BrokenRequests();

    @TestFactory
    List<DynamicTest> aSignatureThatIsMissingOrLacksParts() {
        requests.broken("none", requests.put(), MISSING, NO_TOKEN);
        for (String header : new String[] {"", "Basic dTpw", "Bearer a.b.c", "AWS AKID:c2ln"}) {
            requests.broken(
                    "'" + header + "'",
                    requests.put().set("Authorization", header),
                    MISSING,
                    NO_TOKEN);
        }
        Draft both = requests.put().sign();
        both.query = "X-Amz-Algorithm=AWS4-HMAC-SHA256";
        requests.broken(
                "header and query",
                both,
                INVALID,
                "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP"
                        + " header.");
        String three =
                LACKS.formatted("Credential")
                        + LACKS.formatted("Signature")
                        + LACKS.formatted("SignedHeaders");
        String bare = "AWS4-HMAC-SHA256";
        requests.broken(
                "algorithm alone",
                requests.put().set("Authorization", bare),
                INCOMPLETE,
                three + "Authorization=" + bare);
        requests.broken(
                "algorithm alone, no date",
                requests.put().set("Authorization", bare).remove("X-Amz-Date"),
                INCOMPLETE,
                three + LACKS_DATE + "Authorization=" + bare);
        return requests.tests(8);
    }

    @TestFactory
    List<DynamicTest> aHeaderThatLacksParts() {
        lacks("no credential", "Credential=[^,]*, ", "", LACKS.formatted("Credential"));
        lacks("empty credential", "=CAIRN[^,]*", "=", LACKS.formatted("Credential"));
        lacks("no signature", ", Signature=.*", "", LACKS.formatted("Signature"));
        lacks("empty signature", "Signature=.*", "Signature=", LACKS.formatted("Signature"));
        lacks("no signed headers", "SignedHeaders=[^,]*, ", "", LACKS.formatted("SignedHeaders"));
        Draft noDate = requests.put().sign().remove("X-Amz-Date");
        requests.broken(
                "no date",
                noDate,
                INCOMPLETE,
                LACKS_DATE + "Authorization=" + noDate.header("Authorization"));
        notPair(
                "a name without value",
                "AWS4-HMAC-SHA256 Signature=b,    Credential, SignedHeaders",
                "Credential");
        notPair(
                "a blank in the key id",
                "AWS4-HMAC-SHA256 Credential=not valid/20260601/us-east-1/dynamodb/aws4_request",
                "valid/20260601/us-east-1/dynamodb/aws4_request");
        Draft twice = requests.put().sign();
        String one = twice.header("Authorization");
        requests.broken(
                "two headers",
                twice.add("Authorization", one),
                INCOMPLETE,
                ("'AWS4-HMAC-SHA256' not a valid key=value pair (missing equal-sign) in"
                                + " Authorization header: '%s,%s'.")
                        .formatted(one, one));
        return requests.tests(9);
    }

    private void lacks(String name, String pattern, String by, String message) {
        Draft sent = requests.put().sign();
        String header = sent.header("Authorization").replaceAll(pattern, by);
        requests.broken(
                name,
                sent.set("Authorization", header),
                INCOMPLETE,
                message + "Authorization=" + header);
    }

    private void notPair(String name, String header, String which) {
        requests.broken(
                name,
                requests.put().set("Authorization", header),
                INCOMPLETE,
                "'%s' not a valid key=value pair (missing equal-sign) in Authorization header: '%s'."
                        .formatted(which, header));
    }

    @TestFactory
    List<DynamicTest> aSignatureOfAnotherTime() {
        for (String date :
                new String[] {
                    "201",
                    "2026-06-01T12:34:56Z",
                    "20261301T000000Z",
                    "20260601T126056Z",
                    "20260601t123456Z",
                    "1780317296"
                }) {
            requests.broken(
                    date,
                    requests.put().sign().set("X-Amz-Date", date),
                    INCOMPLETE,
                    DATE_FORM.formatted(date));
        }
        requests.broken(
                "two dates",
                requests.put().sign().add("X-Amz-Date", "20260601T123456Z"),
                INCOMPLETE,
                DATE_FORM.formatted("20260601T123456Z,20260601T123456Z"));
        requests.broken(
                "Date that is no date",
                requests.put().sign().remove("X-Amz-Date").set("Date", "yesterday"),
                INCOMPLETE,
                DATE_FORM.formatted("yesterday"));
        requests.broken(
                "too old",
                requests.put().at(Guarded.SECONDS - 901).sign(),
                INVALID,
                "Signature expired: 20260601T121955Z is now earlier than 20260601T121956Z"
                        + " (20260601T123456Z - 15 min.)");
        requests.broken(
                "years old, in Date",
                requests.put()
                        .remove("X-Amz-Date")
                        .set("Date", "Fri, 01 Mar 2013 00:00:00 GMT")
                        .sign(),
                INVALID,
                "Signature expired: 20130301T000000Z is now earlier than 20260601T121956Z"
                        + " (20260601T123456Z - 15 min.)");
        requests.broken(
                "of the future",
                requests.put().at(Guarded.SECONDS + 901).sign(),
                INVALID,
                "Signature not yet current: 20260601T124957Z is still later than 20260601T124956Z"
                        + " (20260601T123456Z + 15 min.)");
        return requests.tests(11);
    }

    @TestFactory
    List<DynamicTest> aSignatureForSomethingElse() {
        requests.broken(
                "host not signed",
                signing("content-type;x-amz-date;x-amz-target"),
                INVALID,
                "'Host' must be a 'SignedHeader' in the AWS Authorization.");
        requests.broken(
                "nothing signed",
                signing(""),
                INVALID,
                "'Host' must be a 'SignedHeader' in the AWS Authorization.");
        requests.broken(
                "target not signed",
                signing("content-type;host;x-amz-date"),
                INVALID,
                "'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.");
        for (String algorithm : new String[] {"AWS4-HMAC-SHA1", "AWS4-ECDSA-P256-SHA256"}) {
            Draft other = requests.put();
            other.algorithm = algorithm;
            requests.broken(
                    algorithm,
                    other.sign(),
                    INCOMPLETE,
                    "Unsupported AWS 'algorithm': '%s' (only AWS4-HMAC-SHA256 for now). "
                            .formatted(algorithm));
        }
        return requests.tests(5);
    }

    @TestFactory
    List<DynamicTest> aSignatureForAnotherScope() {
        scoped("four elements", "20260601/us-east-1/aws4_request", INCOMPLETE, FIVE);
        scoped("six elements", "20260601/us-east-1/dynamodb/x/aws4_request", INCOMPLETE, FIVE);
        scoped(
                "other region",
                "20260601/eu-west-1/dynamodb/aws4_request",
                INVALID,
                REGION.formatted("eu-west-1"));
        scoped(
                "region in capitals",
                "20260601/US-EAST-1/dynamodb/aws4_request",
                INVALID,
                REGION.formatted("US-EAST-1"));
        scoped(
                "other service",
                "20260601/us-east-1/execute-api/aws4_request",
                INVALID,
                WRONG_SERVICE);
        scoped(
                "other terminator",
                "20260601/us-east-1/dynamodb/aws5_request",
                INVALID,
                TERMINATOR.formatted("aws5_request"));
        scoped(
                "other day",
                "20260531/us-east-1/dynamodb/aws4_request",
                INVALID,
                DAY.formatted("20260531"));
        scoped(
                "nothing right",
                "b/c/d/e",
                INVALID,
                REGION.formatted("c")
                        + WRONG_SERVICE
                        + TERMINATOR.formatted("e")
                        + DAY.formatted("b"));
        return requests.tests(8);
    }

    private Draft signing(String headers) {
        Draft draft = requests.put();
        draft.signedHeaders = headers;
        return draft.sign();
    }

    private void scoped(String name, String scope, String type, String message) {
        Draft draft = requests.put();
        draft.scope = scope;
        requests.broken(
                name,
                draft.sign(),
                type,
                message.replace("'%s'", "'" + draft.keyId + "/" + scope + "'"));
    }

    @TestFactory
    List<DynamicTest> aSignatureByAnotherKey() {
        for (String id : new String[] {"CAIRNAAAAAAAAAAAAAAA", "AKIAIOSFODNN7EXAMPLE", "any", ""}) {
            Draft other = requests.put();
            other.keyId = id;
            requests.broken("key id '" + id + "'", other.sign(), UNRECOGNIZED, UNKNOWN);
        }
        Draft guessed = requests.put();
        guessed.secret = "0".repeat(40);
        requests.differs("wrong secret", guessed.sign());
        Draft empty = requests.put();
        empty.secret = "";
        requests.differs("empty secret", empty.sign());
        Draft session = requests.put().set("X-Amz-Security-Token", "FwoGZXIvYXdzEXAMPLE");
        session.signedHeaders = "content-type;host;x-amz-date;x-amz-security-token;x-amz-target";
        String token = "The security token included in the request is invalid";
        requests.broken("session", session.sign(), UNRECOGNIZED, token);
        requests.broken(
                "session added on the way",
                requests.put().sign().set("X-Amz-Security-Token", "x"),
                UNRECOGNIZED,
                token);
        return requests.tests(8);
    }

    @TestFactory
    List<DynamicTest> aSignatureOverSomethingElse() {
        requests.differs("a digit", d -> d.edit("Signature=", "Signature=0"));
        requests.differs(
                "cut short", d -> d.set("Authorization", shorter(d.header("Authorization"))));
        requests.differs(
                "in capitals", d -> d.edit(signature(d), "ABCDEF" + signature(d).substring(6)));
        requests.differs(
                "other body",
                d ->
                        d.body =
                                (Guarded.PUT + " ")
                                        .replace('\'', '"')
                                        .getBytes(StandardCharsets.UTF_8));
        requests.differs("no body", d -> d.body = "{}".getBytes(StandardCharsets.UTF_8));
        requests.differs(
                "body packed on the way",
                d -> d.set("Content-Encoding", "gzip").body = zipped(d.body));
        requests.differs(
                "other operation", d -> d.set("X-Amz-Target", "DynamoDB_20120810.DeleteItem"));
        requests.differs("other host", d -> d.set("Host", "example.com"));
        requests.differs("port left out", d -> d.set("Host", "127.0.0.1"));
        requests.differs("other path", d -> d.path = "/prod/");
        requests.differs("query added", d -> d.query = "a=1");
        requests.differs("signed header left out", d -> d.set("Content-Type", "application/json"));
        requests.differs("header doubled", d -> d.add("X-Amz-Target", "DynamoDB_20120810.PutItem"));
        requests.differs("date moved", d -> d.at(Guarded.SECONDS + 1));
        for (String claim :
                new String[] {
                    "UNSIGNED-PAYLOAD",
                    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                    "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                    "0".repeat(64)
                }) {
            Draft unsure = requests.put().set("X-Amz-Content-Sha256", claim);
            unsure.signedHeaders = "content-type;host;x-amz-content-sha256;x-amz-date;x-amz-target";
            unsure.bodyHash = claim;
            requests.differs("hash " + claim, unsure.sign());
        }
        return requests.tests(18);
    }

    private static String shorter(String header) {
        return header.substring(0, header.length() - 1);
    }

    private static String signature(Draft draft) {
        String header = draft.header("Authorization");
        return header.substring(header.indexOf("Signature=") + "Signature=".length());
    }

    private static byte[] zipped(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
