package cairn.operations;

import static cairn.operations.BrokenRequests.INCOMPLETE;
import static cairn.operations.BrokenRequests.INVALID;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/// Broken signatures in the query, as in a presigned request.
final class BrokenQueriesTest {
    private final BrokenRequests requests = new BrokenRequests();

    @TestFactory
    List<DynamicTest> aSignatureInTheQuery() {
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
        return requests.tests(10);
    }

    @TestFactory
    List<DynamicTest> aSignatureInTheQueryOfAnotherTimeOrRequest() {
        Draft old = requests.put().at(Guarded.SECONDS - 121).signInQuery("120");
        requests.broken(
                "expired",
                old,
                INVALID,
                "Signature expired: 20260601T123255Z is now earlier than 20260601T123256Z"
                        + " (20260601T123456Z - 2 min.)");
        Draft early = requests.put().at(Guarded.SECONDS + 901).signInQuery("604800");
        requests.broken(
                "too early",
                early,
                INVALID,
                "Signature not yet current: 20260601T124957Z is still later than 20260601T124956Z"
                        + " (20260601T123456Z + 15 min.)");
        Draft longer = requests.put().signInQuery("60");
        longer.query = longer.query.replace("X-Amz-Expires=60", "X-Amz-Expires=600");
        requests.differs("made to last", longer);
        Draft other = requests.put().signInQuery("60");
        other.body = "{}".getBytes(StandardCharsets.UTF_8);
        requests.differs("other body", other);
        return requests.tests(4);
    }

    private void edited(
            String name, String expires, UnaryOperator<String> edit, String type, String message) {
        Draft draft = requests.put().signInQuery(expires);
        draft.query = edit.apply(draft.query);
        requests.broken(name, draft, type, message);
    }
}
