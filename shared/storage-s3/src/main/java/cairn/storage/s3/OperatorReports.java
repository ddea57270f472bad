package cairn.storage.s3;

import cairn.storage.port.ObjectStore;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Reports the answers that no retry repairs, each with a remedy. It reports at once, and once a
/// minute while they continue. Thread-safe.
final class OperatorReports {
    static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    /// The number of remembered kinds of failure; there are few kinds.
    private static final int SORTS_MAX = 100;

    private final S3Address address;
    private final Consumer<String> operator;
    private final Map<String, Long> reportedNanos = new ConcurrentHashMap<>();

    OperatorReports(S3Address address, Consumer<String> operator) {
        this.address = address;
        this.operator = operator;
    }

    /// Reports `failure` of a request if only the operator can repair it.
    void failed(S3Action action, SdkException failure) {
        if (failure instanceof AwsServiceException refusal) {
            String code = Answer.code(refusal);
            remedy(action, refusal.statusCode(), code)
                    .ifPresent(remedy -> report(action, said(refusal, code), remedy));
        } else if (String.valueOf(failure.getMessage()).startsWith("Unable to load credentials")) {
            report(
                    action,
                    "there are no AWS credentials",
                    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the"
                            + " process a role");
        }
    }

    private static String said(AwsServiceException refusal, String code) {
        return "the answer is %d %s"
                .formatted(refusal.statusCode(), code.isEmpty() ? "without S3's code" : code);
    }

    /// Reports a name in the bucket that Cairn never gives.
    void strangeName(String name) {
        report(
                S3Action.LIST,
                "the bucket has an object that is not Cairn's: " + name,
                "give Cairn a bucket of its own, or remove the object");
    }

    private void report(S3Action action, String what, String remedy) {
        long now = System.nanoTime();
        String sort = action + what;
        if (reportedNanos.size() >= SORTS_MAX) {
            reportedNanos.clear();
        }
        Long before = reportedNanos.get(sort);
        boolean due = before == null || now - before >= AGAIN_AFTER.toNanos();
        boolean first =
                before == null
                        ? reportedNanos.putIfAbsent(sort, now) == null
                        : due && reportedNanos.replace(sort, before, now);
        if (first) {
            operator.accept(
                    "%s can't be used, %s failed: %s. %s."
                            .formatted(address, action, what, capitalized(remedy)));
        }
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /// The remedy for an operator; empty if a retry may help.
    private Optional<String> remedy(S3Action action, int status, String code) {
        if (code.startsWith("KMS.")) {
            return Optional.of(
                    "enable the KMS key that the bucket encrypts with, and allow these credentials"
                            + " kms:GenerateDataKey and kms:Decrypt on it");
        }
        return switch (code) {
            case "NoSuchBucket" -> Optional.of("make the bucket, or correct its name or endpoint");
            case "AccessDenied", "AllAccessDisabled" ->
                    Optional.of(
                            "allow these credentials %s on the bucket, in its policy too, and the"
                                            .formatted(action.permission())
                                    + " use of its KMS key if it has one");
            case "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "InvalidToken",
                    "ExpiredToken",
                    "TokenRefreshRequired",
                    "InvalidClientTokenId" ->
                    Optional.of("give this process credentials that are valid");
            case "RequestTimeTooSkewed" -> Optional.of("set this machine's clock");
            case "PermanentRedirect",
                    "AuthorizationHeaderMalformed",
                    "IllegalLocationConstraintException",
                    "InvalidBucketName" ->
                    Optional.of(
                            "name the bucket and the region that it is in (now %s)"
                                    .formatted(address.region()));
            case "NotImplemented", "MethodNotAllowed", "InvalidRequest", "InvalidArgument" ->
                    Optional.of(
                            "use a store that knows conditional PUTs (If-Match, If-None-Match) and"
                                    + " this request");
            case "EntityTooLarge" ->
                    Optional.of(
                            "allow objects of 64 MiB and requests of %d s"
                                    .formatted(ObjectStore.transferTime(64 << 20).toSeconds()));
            case "AccountProblem", "NotSignedUp", "InvalidPayer" ->
                    Optional.of("put the account in order with its provider");
            case "QuotaExceeded", "InsufficientStorage", "XMinioStorageFull" ->
                    Optional.of("make room in the store, or raise the quota");
            default -> byStatus(status);
        };
    }

    private static Optional<String> byStatus(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308, 401, 403, 405, 407, 413, 501, 507 ->
                    Optional.of(
                            "look for a proxy or gateway between this process and the store, and at"
                                    + " the endpoint");
            default -> Optional.empty();
        };
    }
}
