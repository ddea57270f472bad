package cairn.operations.signature;

import cairn.operations.wire.Failure;
import cairn.storage.environment.Environment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Checks the signatures of requests to one region. Thread-safe.
public final class SignatureCheck {
    private final String region;
    private final Environment environment;

    public SignatureCheck(String region, Environment environment) {
        this.region = region;
        this.environment = environment;
    }

    /// Refuses a request that has no signature, or two; checks nothing else.
    public static void checkAny(Signable request) {
        Presented.check(request);
    }

    /// Checks everything about a signature that needs no secret.
    ///
    /// @throws Failure the first mistake, in DynamoDB's order
    public Authorization authorization(Signable request) {
        long nowSeconds = Math.floorDiv(environment.wallMicros(), 1_000_000L);
        return Authorization.of(Presented.of(request), request, region, nowSeconds);
    }

    /// Checks that the key made the signature for exactly this request, and that the request claims
    /// no session. Takes the same time whatever is wrong.
    ///
    /// @throws Failure the signature is wrong, or a session is claimed
    public void check(Signable request, Authorization authorization, SigningKey key) {
        CanonicalRequest canonical = CanonicalRequest.of(request, authorization);
        String toSign = canonical.toSign(authorization);
        byte[] expected = key.sign(toSign).getBytes(StandardCharsets.US_ASCII);
        byte[] given = authorization.signature().getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, given)) {
            throw Refusals.differs(canonical.text(), toSign);
        }
        if (hasSession(request)) {
            throw Refusals.sessionToken();
        }
    }

    private static boolean hasSession(Signable request) {
        String name = "X-Amz-Security-Token";
        return !request.headers().apply(name).isEmpty()
                || !request.query().isEmpty() && QueryString.parse(request.query()).has(name);
    }
}
