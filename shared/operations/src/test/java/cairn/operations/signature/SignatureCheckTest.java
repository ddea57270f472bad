package cairn.operations.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.operations.SteppedEnvironment;
import cairn.operations.signature.SignedRequests.Header;
import cairn.operations.signature.SignedRequests.Sent;
import cairn.operations.wire.Failure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import javax.crypto.Mac;

/// Requests that another implementation signed.
final class SignatureCheckTest {
    private static final byte[] SECRET = SignedRequests.SECRET.getBytes(StandardCharsets.US_ASCII);

    static List<Sent> accepted() {
        return SignedRequests.group("accepted");
    }

    static List<Sent> refused() {
        return SignedRequests.group("refused");
    }

    static List<Sent> published() {
        return SignedRequests.group("published");
    }

    private static void check(Sent request) {
        SignatureCheck check =
                new SignatureCheck("us-east-1", new SteppedEnvironment(request.seconds()));
        Authorization authorization = check.authorization(request);
        check.check(request, authorization, SigningKey.derive(SECRET, authorization.credential()));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void whatBotocoreSignedIsAccepted(Sent request) {
        assertThatCode(() -> check(request)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void nothingSignedCanBeChanged(Sent request) {
        List<Sent> changed = new ArrayList<>();
        byte[] body = Arrays.copyOf(request.body(), request.body().length + 1);
        changed.add(request.withBody(body));
        changed.add(request.withTarget(request.path() + "x", request.query()));
        changed.add(request.withTarget(request.path(), request.query() + "&more=1"));
        for (String name : signedHeaders(request)) {
            // A changed date is refused because it contradicts the scope.
            if (!name.equals("x-amz-date") && !name.equals("date")) {
                changed.add(
                        request.withHeaders(h -> h.name().equalsIgnoreCase(name) ? other(h) : h));
            }
        }
        assertThat(changed).hasSizeGreaterThan(4);
        assertThat(changed)
                .allSatisfy(
                        one ->
                                assertThatThrownBy(() -> check(one))
                                        .isInstanceOfSatisfying(
                                                Failure.class,
                                                f ->
                                                        assertThat(f.type())
                                                                .isEqualTo(
                                                                        Failure.Type
                                                                                .INVALID_SIGNATURE))
                                        .hasMessageContaining(
                                                "The request signature we calculated does not"
                                                        + " match"));
    }

    private static Header other(Header header) {
        return new Header(header.name(), header.value() + "x");
    }

    private static List<String> signedHeaders(Sent request) {
        return List.copyOf(
                new SignatureCheck("us-east-1", new SteppedEnvironment(request.seconds()))
                        .authorization(request)
                        .signedHeaders());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatBotocoreSignedForOthersIsRefused(Sent request) {
        Map<String, String> texts =
                Map.of(
                        "hash not given", "The request signature we calculated does not match",
                        "stream", "The request signature we calculated does not match",
                        "stream without signatures",
                                "The request signature we calculated does not match",
                        "session", "The security token included in the request is invalid",
                        "session in the query",
                                "The security token included in the request is invalid",
                        "other region",
                                "Credential should be scoped to a valid region, not 'eu-west-1'. ",
                        "other service",
                                "Credential should be scoped to correct service: 'dynamodb'. ",
                        "other region and service",
                                "Credential should be scoped to a valid region, not 'eu-west-1'. "
                                        + "Credential should be scoped to correct service:"
                                        + " 'dynamodb'. ",
                        "target not signed",
                                "'X-Amz-Target' must be a 'SignedHeader' in the AWS"
                                        + " Authorization.");
        if (request.name().equals("other key")) {
            // The lookup of the key refuses an unknown key id, not this check.
            assertThatCode(() -> check(request)).doesNotThrowAnyException();
            return;
        }
        assertThat(texts).containsKey(request.name());
        assertThatThrownBy(() -> check(request))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(texts.get(request.name()));
    }

    @ParameterizedTest
    @MethodSource("published")
    void awsOwnTestVectorsComeOut(Sent request) {
        String header = request.joined("Authorization").orElseThrow();
        Credential credential = new Credential("AKIDEXAMPLE", "20150830", "us-east-1", "service");
        Authorization authorization =
                new Authorization(
                        credential,
                        "20150830T123600Z",
                        new TreeSet<>(List.of("host", "x-amz-date")),
                        "",
                        false);
        CanonicalRequest canonical = CanonicalRequest.of(request, authorization);
        String signature =
                SigningKey.derive(SECRET, credential).sign(canonical.toSign(authorization));
        assertThat(header).endsWith("Signature=" + signature);
    }

    /// The example of "Deriving the signing key" in the AWS General Reference.
    @Test
    void theSigningKeyIsDerivedAsPublished() {
        byte[] key =
                Sha256.code(
                        ("AWS4" + SignedRequests.SECRET).getBytes(StandardCharsets.US_ASCII),
                        "20150830");
        key = Sha256.code(key, "us-east-1");
        key = Sha256.code(key, "iam");
        key = Sha256.code(key, "aws4_request");
        assertThat(HexFormat.of().formatHex(key))
                .isEqualTo("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9");
        Mac mac = Sha256.mac(key);
        SigningKey derived =
                SigningKey.derive(
                        SECRET, new Credential("AKIDEXAMPLE", "20150830", "us-east-1", "iam"));
        assertThat(derived.sign("text"))
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(
                                        mac.doFinal("text".getBytes(StandardCharsets.US_ASCII))));
    }

    @Test
    void namesOfSignedHeadersCountInAnyOrderAndCase() {
        Sent plain = accepted().getFirst();
        Sent shuffled =
                plain.withHeaders(
                        h ->
                                h.name().equals("Authorization")
                                        ? new Header(
                                                h.name(),
                                                h.value()
                                                        .replace(
                                                                "content-type;host",
                                                                "HOST;content-type"))
                                        : new Header(h.name().toUpperCase(Locale.ROOT), h.value()));
        assertThat(shuffled.joined("Authorization").orElseThrow()).contains("HOST;content-type");
        assertThatCode(() -> check(shuffled)).doesNotThrowAnyException();
    }
}
