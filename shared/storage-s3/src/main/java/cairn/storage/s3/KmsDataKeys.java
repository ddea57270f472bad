package cairn.storage.s3;

import cairn.storage.port.DataKeyUnavailable;
import cairn.storage.port.DataKeys;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Data keys wrapped by a key of AWS's Key Management Service, which never leaves it. Thread-safe.
///
/// The client is made on first use: a process that decrypts no secret has no cost. The SDK's usual
/// sources give the credentials and, for a KMS that is not AWS's, the endpoint
/// (`AWS_ENDPOINT_URL_KMS`).
public final class KmsDataKeys implements DataKeys, AutoCloseable {
    private static final String CONTEXT = "cairn";
    private static final Duration ANSWER_MAX = Duration.ofSeconds(8);

    /// Well below the time after which KMS closes an idle connection.
    private static final Duration IDLE_MAX = Duration.ofSeconds(5);

    private final Where where;
    private final Apache5HttpClient.Builder http;
    private final ReentrantLock making = new ReentrantLock();
    private volatile Optional<KmsClient> made = Optional.empty();

    /// The key, and how to reach it.
    ///
    /// @param keyId id, ARN or alias
    /// @param endpoint if absent, the SDK's usual sources give it
    /// @param credentials if absent, the SDK's usual sources give them
    record Where(
            String keyId,
            String region,
            Optional<URI> endpoint,
            Optional<AwsCredentialsProvider> credentials) {}

    /// @param keyId id, ARN or alias
    public KmsDataKeys(String keyId, String region) {
        this(new Where(keyId, region, Optional.empty(), Optional.empty()));
    }

    KmsDataKeys(Where where) {
        this(where, Apache5HttpClient.builder());
    }

    private KmsDataKeys(Where where, Apache5HttpClient.Builder http) {
        this.where = where;
        this.http = http;
    }

    /// For a function on AWS Lambda, in the manner of [S3Store#inFunction]. It uses the credentials
    /// of the function's role, has no thread of its own, and does not trust connections from before
    /// a freeze.
    ///
    /// @param keyId id, ARN or alias
    /// @param endpoint the endpoint of a KMS that is not AWS's
    public static KmsDataKeys inFunction(String keyId, String region, Optional<URI> endpoint) {
        return new KmsDataKeys(
                new Where(keyId, region, endpoint, Optional.of(FunctionCredentials.provider())),
                Apache5HttpClient.builder()
                        .useIdleConnectionReaper(false)
                        .connectionMaxIdleTime(IDLE_MAX));
    }

    private KmsClient client() {
        if (made.isEmpty()) {
            making.lock();
            try {
                if (made.isEmpty()) {
                    KmsClientBuilder builder =
                            KmsClient.builder()
                                    .region(Region.of(where.region))
                                    .httpClientBuilder(http)
                                    .overrideConfiguration(c -> c.apiCallTimeout(ANSWER_MAX));
                    where.endpoint.ifPresent(builder::endpointOverride);
                    where.credentials.ifPresent(builder::credentialsProvider);
                    made = Optional.of(builder.build());
                }
            } finally {
                making.unlock();
            }
        }
        return made.get();
    }

    /// The request needs no key id, because what KMS wraps names its key.
    @Override
    public String name() {
        return "kms";
    }

    @Override
    public DataKey fresh(String context) {
        try {
            GenerateDataKeyResponse key =
                    client().generateDataKey(
                                    request ->
                                            request.keyId(where.keyId)
                                                    .keySpec(DataKeySpec.AES_256)
                                                    .encryptionContext(Map.of(CONTEXT, context)));
            return new DataKey(key.plaintext().asByteArray(), key.ciphertextBlob().asByteArray());
        } catch (SdkException e) {
            throw new DataKeyUnavailable("KMS makes no data key: " + e.getMessage(), e);
        }
    }

    @Override
    public byte[] open(byte[] wrapped, String context) {
        try {
            DecryptResponse opened =
                    client().decrypt(
                                    request ->
                                            request.keyId(where.keyId)
                                                    .ciphertextBlob(SdkBytes.fromByteArray(wrapped))
                                                    .encryptionContext(Map.of(CONTEXT, context)));
            return opened.plaintext().asByteArray();
        } catch (SdkException e) {
            throw new DataKeyUnavailable("KMS opens no data key: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        made.ifPresent(KmsClient::close);
    }
}
