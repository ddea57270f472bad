package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.operations.access.IssuedKey;
import cairn.operations.access.Role;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/// Requests signed well and then broken: each gets DynamoDB's answer, type and words, and changes
/// nothing. Sources of the words: messages that DynamoDB was seen to answer, in its order of
/// checks.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BrokenSignaturesTest {
    private static final String SERVICE = "com.amazon.coral.service#";
    private static final String MISSING = SERVICE + "MissingAuthenticationTokenException";
    private static final String INCOMPLETE = SERVICE + "IncompleteSignatureException";
    private static final String INVALID = SERVICE + "InvalidSignatureException";
    private static final String UNRECOGNIZED = SERVICE + "UnrecognizedClientException";
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

    private Guarded guarded = new Guarded();
    private IssuedKey key = guarded.keys.create("app", Role.ADMIN);
    private final List<DynamicTest> tests = new ArrayList<>();

    @BeforeAll
    void table() {
        guarded = Guarded.withTable();
        key = guarded.keys.create("app", Role.ADMIN);
        guarded.known.forget();
        guarded.send(guarded.signed(key, "ListTables", "{}"));
        guarded.store.taken();
    }

    private Draft put() {
        return guarded.draft(key, "PutItem", Guarded.PUT);
    }

    /// A request whose answer depends on what is sent.
    private void broken(String name, Draft sent, String type, String message) {
        tests.add(
                DynamicTest.dynamicTest(
                        name,
                        () -> {
                            Guarded.Answer answer = guarded.send(sent);
                            assertThat(answer.error()).containsExactly(type, "message", message);
                            assertThat(answer.status()).isEqualTo(400);
                            assertThat(answer.text()).doesNotContain(key.secret());
                            assertThat(guarded.store.taken()).isEmpty();
                        }));
    }

    /// A request signed and then changed, so that the signature is another's.
    private void differs(String name, Consumer<Draft> change) {
        Draft sent = put().sign();
        change.accept(sent);
        differs(name, sent);
    }

    private void differs(String name, Draft sent) {
        sent.bodyHash = "";
        broken(
                name,
                sent,
                INVALID,
                "The request signature we calculated does not match the signature you provided."
                        + " Check your AWS Secret Access Key and signing method. Consult the"
                        + " service documentation for details.\n\n"
                        + "The Canonical String for this request should have been\n'"
                        + sent.canonical()
                        + "'\n\nThe String-to-Sign should have been\n'"
                        + sent.toSign()
                        + "'\n");
    }

    @TestFactory
    List<DynamicTest> aSignatureThatIsMissingOrLacksParts() {
        tests.clear();
        broken("none", put(), MISSING, NO_TOKEN);
        for (String header : new String[] {"", "Basic dTpw", "Bearer a.b.c", "AWS AKID:c2ln"}) {
            broken("'" + header + "'", put().set("Authorization", header), MISSING, NO_TOKEN);
        }
        Draft both = put().sign();
        both.query = "X-Amz-Algorithm=AWS4-HMAC-SHA256";
        broken(
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
        broken(
                "algorithm alone",
                put().set("Authorization", bare),
                INCOMPLETE,
                three + "Authorization=" + bare);
        broken(
                "algorithm alone, no date",
                put().set("Authorization", bare).remove("X-Amz-Date"),
                INCOMPLETE,
                three + LACKS_DATE + "Authorization=" + bare);
        lacks("no credential", "Credential=[^,]*, ", "", LACKS.formatted("Credential"));
        lacks("empty credential", "=CAIRN[^,]*", "=", LACKS.formatted("Credential"));
        lacks("no signature", ", Signature=.*", "", LACKS.formatted("Signature"));
        lacks("empty signature", "Signature=.*", "Signature=", LACKS.formatted("Signature"));
        lacks("no signed headers", "SignedHeaders=[^,]*, ", "", LACKS.formatted("SignedHeaders"));
        Draft noDate = put().sign().remove("X-Amz-Date");
        broken(
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
        Draft twice = put().sign();
        String one = twice.header("Authorization");
        broken(
                "two headers",
                twice.add("Authorization", one),
                INCOMPLETE,
                ("'AWS4-HMAC-SHA256' not a valid key=value pair (missing equal-sign) in"
                                + " Authorization header: '%s,%s'.")
                        .formatted(one, one));
        assertThat(tests).hasSize(17);
        return List.copyOf(tests);
    }

    private void lacks(String name, String pattern, String by, String message) {
        Draft sent = put().sign();
        String header = sent.header("Authorization").replaceAll(pattern, by);
        broken(
                name,
                sent.set("Authorization", header),
                INCOMPLETE,
                message + "Authorization=" + header);
    }

    private void notPair(String name, String header, String which) {
        broken(
                name,
                put().set("Authorization", header),
                INCOMPLETE,
                "'%s' not a valid key=value pair (missing equal-sign) in Authorization header: '%s'."
                        .formatted(which, header));
    }

    @TestFactory
    List<DynamicTest> aSignatureOfAnotherTime() {
        tests.clear();
        for (String date :
                new String[] {
                    "201",
                    "2026-06-01T12:34:56Z",
                    "20261301T000000Z",
                    "20260601T126056Z",
                    "20260601t123456Z",
                    "1780317296"
                }) {
            broken(
                    date,
                    put().sign().set("X-Amz-Date", date),
                    INCOMPLETE,
                    DATE_FORM.formatted(date));
        }
        broken(
                "two dates",
                put().sign().add("X-Amz-Date", "20260601T123456Z"),
                INCOMPLETE,
                DATE_FORM.formatted("20260601T123456Z,20260601T123456Z"));
        broken(
                "Date that is none",
                put().sign().remove("X-Amz-Date").set("Date", "yesterday"),
                INCOMPLETE,
                DATE_FORM.formatted("yesterday"));
        broken(
                "too old",
                put().at(Guarded.SECONDS - 901).sign(),
                INVALID,
                "Signature expired: 20260601T121955Z is now earlier than 20260601T121956Z"
                        + " (20260601T123456Z - 15 min.)");
        broken(
                "years old, in Date",
                put().remove("X-Amz-Date").set("Date", "Fri, 01 Mar 2013 00:00:00 GMT").sign(),
                INVALID,
                "Signature expired: 20130301T000000Z is now earlier than 20260601T121956Z"
                        + " (20260601T123456Z - 15 min.)");
        broken(
                "of the future",
                put().at(Guarded.SECONDS + 901).sign(),
                INVALID,
                "Signature not yet current: 20260601T124957Z is still later than 20260601T124956Z"
                        + " (20260601T123456Z + 15 min.)");
        assertThat(tests).hasSize(11);
        return List.copyOf(tests);
    }

    @TestFactory
    List<DynamicTest> aSignatureForSomethingElse() {
        tests.clear();
        broken(
                "host not signed",
                signing("content-type;x-amz-date;x-amz-target"),
                INVALID,
                "'Host' must be a 'SignedHeader' in the AWS Authorization.");
        broken(
                "nothing signed",
                signing(""),
                INVALID,
                "'Host' must be a 'SignedHeader' in the AWS Authorization.");
        broken(
                "target not signed",
                signing("content-type;host;x-amz-date"),
                INVALID,
                "'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.");
        for (String algorithm : new String[] {"AWS4-HMAC-SHA1", "AWS4-ECDSA-P256-SHA256"}) {
            Draft other = put();
            other.algorithm = algorithm;
            broken(
                    algorithm,
                    other.sign(),
                    INCOMPLETE,
                    "Unsupported AWS 'algorithm': '%s' (only AWS4-HMAC-SHA256 for now). "
                            .formatted(algorithm));
        }
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
        assertThat(tests).hasSize(13);
        return List.copyOf(tests);
    }

    private Draft signing(String headers) {
        Draft draft = put();
        draft.signedHeaders = headers;
        return draft.sign();
    }

    private void scoped(String name, String scope, String type, String message) {
        Draft draft = put();
        draft.scope = scope;
        broken(
                name,
                draft.sign(),
                type,
                message.replace("'%s'", "'" + draft.keyId + "/" + scope + "'"));
    }

    @TestFactory
    List<DynamicTest> aSignatureByAnotherKey() {
        tests.clear();
        for (String id : new String[] {"CAIRNAAAAAAAAAAAAAAA", "AKIAIOSFODNN7EXAMPLE", "any", ""}) {
            Draft other = put();
            other.keyId = id;
            broken("key id '" + id + "'", other.sign(), UNRECOGNIZED, UNKNOWN);
        }
        Draft guessed = put();
        guessed.secret = "0".repeat(40);
        differs("wrong secret", guessed.sign());
        Draft empty = put();
        empty.secret = "";
        differs("empty secret", empty.sign());
        Draft session = put().set("X-Amz-Security-Token", "FwoGZXIvYXdzEXAMPLE");
        session.signedHeaders = "content-type;host;x-amz-date;x-amz-security-token;x-amz-target";
        String token = "The security token included in the request is invalid";
        broken("session", session.sign(), UNRECOGNIZED, token);
        broken(
                "session added on the way",
                put().sign().set("X-Amz-Security-Token", "x"),
                UNRECOGNIZED,
                token);
        assertThat(tests).hasSize(8);
        return List.copyOf(tests);
    }

    @TestFactory
    List<DynamicTest> aSignatureOverSomethingElse() {
        tests.clear();
        differs("a digit", d -> d.edit("Signature=", "Signature=0"));
        differs("cut short", d -> d.set("Authorization", shorter(d.header("Authorization"))));
        differs("in capitals", d -> d.edit(signature(d), "ABCDEF" + signature(d).substring(6)));
        differs(
                "other body",
                d ->
                        d.body =
                                (Guarded.PUT + " ")
                                        .replace('\'', '"')
                                        .getBytes(StandardCharsets.UTF_8));
        differs("no body", d -> d.body = "{}".getBytes(StandardCharsets.UTF_8));
        differs(
                "body packed on the way",
                d -> d.set("Content-Encoding", "gzip").body = zipped(d.body));
        differs("other operation", d -> d.set("X-Amz-Target", "DynamoDB_20120810.DeleteItem"));
        differs("other host", d -> d.set("Host", "example.com"));
        differs("port left out", d -> d.set("Host", "127.0.0.1"));
        differs("other path", d -> d.path = "/prod/");
        differs("query added", d -> d.query = "a=1");
        differs("signed header left out", d -> d.set("Content-Type", "application/json"));
        differs("header doubled", d -> d.add("X-Amz-Target", "DynamoDB_20120810.PutItem"));
        differs("date moved", d -> d.at(Guarded.SECONDS + 1));
        for (String claim :
                new String[] {
                    "UNSIGNED-PAYLOAD",
                    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                    "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                    "0".repeat(64)
                }) {
            Draft unsure = put().set("X-Amz-Content-Sha256", claim);
            unsure.signedHeaders = "content-type;host;x-amz-content-sha256;x-amz-date;x-amz-target";
            unsure.bodyHash = claim;
            differs("hash " + claim, unsure.sign());
        }
        assertThat(tests).hasSize(18);
        return List.copyOf(tests);
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

    @TestFactory
    List<DynamicTest> aSignatureInTheQuery() {
        tests.clear();
        String lack = "AWS query-string parameters must include '%s'. ";
        String end = "Re-examine the query-string parameters.";
        for (String parameter :
                new String[] {
                    "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"
                }) {
            edited(
                    "no " + parameter,
                    "",
                    q -> q.replaceAll("&" + parameter + "=[^&]*", ""),
                    INCOMPLETE,
                    lack.formatted(parameter) + end);
        }
        edited(
                "empty algorithm",
                "",
                q -> q.replace("AWS4-HMAC-SHA256", ""),
                INCOMPLETE,
                lack.formatted("X-Amz-Algorithm") + end);
        edited(
                "algorithm alone",
                "",
                q -> "X-Amz-Algorithm=AWS4-HMAC-SHA256",
                INCOMPLETE,
                lack.formatted("X-Amz-Credential")
                        + lack.formatted("X-Amz-Signature")
                        + lack.formatted("X-Amz-SignedHeaders")
                        + lack.formatted("X-Amz-Date")
                        + end);
        edited(
                "other algorithm",
                "",
                q -> q.replace("SHA256", "SHA1"),
                INCOMPLETE,
                "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA1' (only AWS4-HMAC-SHA256 for now). ");
        edited("expires in words", "soon", q -> q, INCOMPLETE, "X-Amz-Expires should be a number");
        edited("expires before", "-1", q -> q, INCOMPLETE, "X-Amz-Expires must be non-negative");
        edited(
                "expires late",
                "604801",
                q -> q,
                INCOMPLETE,
                "X-Amz-Expires must be less than a week in seconds; that is, less than 604800"
                        + " seconds.");
        Draft old = put().at(Guarded.SECONDS - 121).signInQuery("120");
        broken(
                "expired",
                old,
                INVALID,
                "Signature expired: 20260601T123255Z is now earlier than 20260601T123256Z"
                        + " (20260601T123456Z - 2 min.)");
        Draft early = put().at(Guarded.SECONDS + 901).signInQuery("604800");
        broken(
                "too early",
                early,
                INVALID,
                "Signature not yet current: 20260601T124957Z is still later than 20260601T124956Z"
                        + " (20260601T123456Z + 15 min.)");
        Draft longer = put().signInQuery("60");
        longer.query = longer.query.replace("X-Amz-Expires=60", "X-Amz-Expires=600");
        differs("made to last", longer);
        Draft other = put().signInQuery("60");
        other.body = "{}".getBytes(StandardCharsets.UTF_8);
        differs("other body", other);
        assertThat(tests).hasSize(14);
        return List.copyOf(tests);
    }

    private void edited(
            String name, String expires, UnaryOperator<String> edit, String type, String message) {
        Draft draft = put().signInQuery(expires);
        draft.query = edit.apply(draft.query);
        broken(name, draft, type, message);
    }

    @Test
    void whatIsWrongBeforeTheSignatureIsSaidFirst() {
        Draft noJson = put();
        noJson.body = "{".getBytes(StandardCharsets.UTF_8);
        assertThat(guarded.send(noJson).text())
                .isEqualTo("{\"__type\":\"com.amazon.coral.service#SerializationException\"}");
        assertThat(guarded.send(put().set("X-Amz-Target", "DynamoDB_20120810.Nothing")).text())
                .isEqualTo("{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}");
        Draft wrongTypes = guarded.draft(key, "PutItem", "{'TableName':7}");
        assertThat(guarded.send(wrongTypes).error().getFirst()).isEqualTo(MISSING);
        assertThat(guarded.send(wrongTypes.sign()).error().getFirst())
                .isEqualTo("com.amazon.coral.service#SerializationException");
    }

    /// One character of the header or the query, at random: always an answer about the signature.
    @Test
    void nothingButTheSignatureItselfOpens() {
        long seed = Long.getLong("signatures.seed", 5);
        SplittableRandom random = new SplittableRandom(seed);
        String alphabet = " ,=/;%&+AZaz09\t\u00e9";
        for (int i = 0; i < 5000; i++) {
            boolean inQuery = random.nextBoolean();
            Draft draft = guarded.draft(key, "ListTables", "{}");
            draft = inQuery ? draft.signInQuery("60") : draft.sign();
            String text = inQuery ? draft.query : draft.header("Authorization");
            int at = random.nextInt(text.length());
            char by = alphabet.charAt(random.nextInt(alphabet.length()));
            String changed = text.substring(0, at) + by + text.substring(at + 1);
            if (inQuery) {
                draft.query = changed;
            } else {
                draft.set("Authorization", changed);
            }
            Guarded.Answer answer = guarded.send(draft);
            String told = "-Dsignatures.seed=%d, %d: %s".formatted(seed, i, changed);
            if (answer.status() == 200) {
                assertThat(meaning(changed)).as(told).isEqualTo(meaning(text));
            } else {
                assertThat(answer.error().getFirst())
                        .as(told)
                        .isIn(MISSING, INCOMPLETE, INVALID, UNRECOGNIZED);
            }
        }
        guarded.store.taken();
    }

    /// Commas and blanks part alike, slashes behind a credential and semicolons behind names count
    /// for nothing, and names of headers have no case.
    private static String meaning(String header) {
        return header.replaceAll("[/;]?[ ,]+", " ").toLowerCase(Locale.ROOT);
    }

    @Test
    void theEdgesOfTimeAreInside() {
        Draft oldest = guarded.draft(key, "ListTables", "{}").at(Guarded.SECONDS - 900).sign();
        assertThat(guarded.send(oldest).status()).isEqualTo(200);
        Draft newest = guarded.draft(key, "ListTables", "{}").at(Guarded.SECONDS + 900).sign();
        assertThat(guarded.send(newest).status()).isEqualTo(200);
        Draft week =
                guarded.draft(key, "ListTables", "{}")
                        .at(Guarded.SECONDS - 604_800)
                        .signInQuery("604800");
        assertThat(guarded.send(week).status()).isEqualTo(200);
        guarded.store.taken();
    }
}
