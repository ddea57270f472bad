package cairn.storage.s3;

import cairn.storage.port.ObjectStore;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The SDK's clients for one address, and the time limit of a request. The limit is a fixed time
/// plus the time for its bytes at the slowest accepted rate. Thread-safe.
///
/// There are two clients, because the SDK fixes for each client how long a store may be silent.
/// After a large body, that may be as long as the whole transfer: a proxy may receive all of it
/// before it forwards any. The first large put makes the second client; most processes never make
/// one.
final class S3Clients implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 256;
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);

    /// The time limit of a request without its transfer.
    static final Duration ANSWER_MAX = Duration.ofSeconds(8);

    /// Used in a function. Well below the time after which stores close a connection.
    private static final Duration IDLE_MAX = Duration.ofSeconds(5);

    private static final int LARGE_BYTES = 2 << 20;
    private static final Duration LARGE_SILENCE_MAX = Duration.ofMinutes(5);

    private final S3Address address;
    private final Optional<AwsCredentialsProvider> credentials;
    private final Supplier<Apache5HttpClient.Builder> http;
    private final Duration answerMax;
    private final S3Client client;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable S3Client largeClient;

    private S3Clients(
            S3Address address,
            Optional<AwsCredentialsProvider> credentials,
            Supplier<Apache5HttpClient.Builder> http,
            Duration answerMax) {
        this.address = address;
        this.credentials = credentials;
        this.http = http;
        this.answerMax = answerMax;
        this.client = client(answerMax);
    }

    /// For a process that is never frozen.
    ///
    /// @param credentials if absent, the SDK's usual sources give them
    /// @param answerMax the time limit of a request without its transfer
    static S3Clients inProcess(
            S3Address address, Optional<AwsCredentialsProvider> credentials, Duration answerMax) {
        return new S3Clients(address, credentials, S3Clients::http, answerMax);
    }

    /// For a function on AWS Lambda, as [S3Store#inFunction] describes it.
    static S3Clients inFunction(S3Address address) {
        return new S3Clients(
                address,
                Optional.of(FunctionCredentials.provider()),
                () -> http().useIdleConnectionReaper(false).connectionMaxIdleTime(IDLE_MAX),
                ANSWER_MAX);
    }

    private static Apache5HttpClient.Builder http() {
        return Apache5HttpClient.builder()
                .maxConnections(CONNECTIONS_MAX)
                .connectionTimeout(CONNECT_MAX);
    }

    private S3Client client(Duration silenceMax) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .region(Region.of(address.region()))
                        .httpClientBuilder(http.get().socketTimeout(silenceMax))
                        .overrideConfiguration(
                                configuration ->
                                        configuration
                                                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                                                .apiCallTimeout(answerMax))
                        // A plain body with its hash in the signature and no trailer, which every
                        // store understands. Cairn's formats have checksums of their own.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false));
        address.endpoint().ifPresent(uri -> builder.endpointOverride(uri).forcePathStyle(true));
        credentials.ifPresent(builder::credentialsProvider);
        return builder.build();
    }

    /// The time limit of a request that transfers `bytes` in either direction.
    Duration limit(long bytes) {
        return answerMax.plus(ObjectStore.transferTime(bytes));
    }

    /// The client of all requests except large puts.
    S3Client client() {
        return client;
    }

    /// The client of a put of `bytes`.
    S3Client forPut(int bytes) {
        if (bytes <= LARGE_BYTES) {
            return client;
        }
        making.lock();
        try {
            S3Client large = largeClient;
            if (large == null) {
                large = client(LARGE_SILENCE_MAX);
                largeClient = large;
            }
            return large;
        } finally {
            making.unlock();
        }
    }

    @Override
    public void close() {
        client.close();
        S3Client large = largeClient;
        if (large != null) {
            large.close();
        }
    }
}
