package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.operations.access.IssuedKey;
import cairn.operations.access.Role;

import org.junit.jupiter.api.DynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// PutItem requests that are signed correctly and then broken, collected as tests. Each must get
/// the status, type and message of DynamoDB's answer, without a request to the store.
final class BrokenRequests {
    private static final String SERVICE = "com.amazon.coral.service#";
    static final String MISSING = SERVICE + "MissingAuthenticationTokenException";
    static final String INCOMPLETE = SERVICE + "IncompleteSignatureException";
    static final String INVALID = SERVICE + "InvalidSignatureException";
    static final String UNRECOGNIZED = SERVICE + "UnrecognizedClientException";

    final Guarded guarded = Guarded.withTable();
    final IssuedKey key = guarded.keys.create("app", Role.ADMIN);
    private final List<DynamicTest> tests = new ArrayList<>();

    BrokenRequests() {
        guarded.known.forget();
        assertThat(guarded.send(guarded.signed(key, "ListTables", "{}")).status()).isEqualTo(200);
        guarded.store.taken();
    }

    /// The tests added so far. There must be `count` of them.
    List<DynamicTest> tests(int count) {
        assertThat(tests).hasSize(count);
        return tests;
    }

    Draft put() {
        return guarded.draft(key, "PutItem", Guarded.PUT);
    }

    /// Adds a test that sends the request and expects a refusal with this type and message.
    void broken(String name, Draft sent, String type, String message) {
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

    /// Adds a test that signs a request and then changes it, so that the signature does not match.
    void differs(String name, Consumer<Draft> change) {
        Draft sent = put().sign();
        change.accept(sent);
        differs(name, sent);
    }

    void differs(String name, Draft sent) {
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
}
