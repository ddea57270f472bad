package cairn.storage.s3;

import cairn.storage.port.ByteRange;
import cairn.storage.port.Content;
import cairn.storage.port.DeleteOutcome;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ListOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.ObjectStore;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.Version;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The object store in a bucket of S3, or of a store that speaks S3's protocol. Thread-safe.
///
/// Each method is one HTTP request: the SDK's own retries are off, because a conditional put that
/// is sent twice may be refused for its own success, which only the commit protocol can tell.
/// Versions are ETags, store time is the answer's `Date` header (one-second resolution).
public final class S3Store implements ObjectStore, AutoCloseable {
    private static final int CONNECTIONS_MAX = 256;
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(8);

    /// In a function. Well below what stores wait before they close.
    private static final Duration IDLE_MAX = Duration.ofSeconds(5);

    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    /// What an answer without bytes has in the place of a version.
    private static final Version NONE = new Version("none");

    private final S3Address address;
    private final S3Client client;

    /// A store at an address, with credentials from where the SDK looks for them.
    public S3Store(S3Address address) {
        this(address, Optional.empty());
    }

    /// A store at an address, for a function on AWS Lambda: with the credentials of its role,
    /// without the thread that closes idle connections, which would run while nothing should, and
    /// without trust in connections that S3 may have closed while the process was frozen.
    public static S3Store inFunction(S3Address address) {
        return new S3Store(
                address,
                Optional.of(FunctionCredentials.provider()),
                http().useIdleConnectionReaper(false).connectionMaxIdleTime(IDLE_MAX));
    }

    /// A store at an address.
    ///
    /// @param credentials absent: from where the SDK looks for them
    public S3Store(S3Address address, Optional<AwsCredentialsProvider> credentials) {
        this(address, credentials, http());
    }

    private static Apache5HttpClient.Builder http() {
        return Apache5HttpClient.builder()
                .maxConnections(CONNECTIONS_MAX)
                .connectionTimeout(CONNECT_MAX)
                .socketTimeout(ANSWER_MAX);
    }

    private S3Store(
            S3Address address,
            Optional<AwsCredentialsProvider> credentials,
            Apache5HttpClient.Builder http) {
        this.address = address;
        S3ClientBuilder builder =
                S3Client.builder()
                        .region(Region.of(address.region()))
                        .httpClientBuilder(http)
                        .overrideConfiguration(
                                configuration ->
                                        configuration
                                                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                                                .apiCallTimeout(ANSWER_MAX))
                        // A plain body with its hash in the signature, no trailer: what every store
                        // understands. Our formats carry checksums of their own.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false));
        address.endpoint().ifPresent(uri -> builder.endpointOverride(uri).forcePathStyle(true));
        credentials.ifPresent(builder::credentialsProvider);
        this.client = builder.build();
    }

    @Override
    public GetOutcome get(ObjectKey key) {
        return get(key, request -> request);
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range) {
        String bytes = "bytes=%d-%d".formatted(range.offset(), range.end() - 1);
        return get(key, request -> request.range(bytes));
    }

    @Override
    public GetOutcome getUnless(ObjectKey key, Version known) {
        return get(key, request -> request.ifNoneMatch(known.tag()));
    }

    private GetOutcome get(
            ObjectKey key, Function<GetObjectRequest.Builder, GetObjectRequest.Builder> more) {
        GetObjectRequest request =
                more.apply(GetObjectRequest.builder().bucket(address.bucket()).key(key.name()))
                        .build();
        try {
            ResponseBytes<GetObjectResponse> found =
                    client.getObject(request, ResponseTransformer.toBytes());
            return new GetOutcome.Found(
                    found.asByteArrayUnsafe(),
                    new Version(found.response().eTag()),
                    time(found.response()));
        } catch (S3Exception e) {
            return switch (e.statusCode()) {
                case NOT_MODIFIED -> new GetOutcome.NotModified(time(e));
                case NOT_FOUND -> {
                    checkBucket(e);
                    yield new GetOutcome.Absent(time(e));
                }
                case RANGE_NOT_SATISFIABLE -> new GetOutcome.Found(new byte[0], NONE, time(e));
                default -> new GetOutcome.Unavailable(why("GET", key, e));
            };
        } catch (SdkClientException e) {
            return new GetOutcome.Unavailable(why("GET", key, e));
        }
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, Precondition precondition) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(address.bucket()).key(key.name());
        switch (precondition) {
            case Precondition.Absent absent -> request.ifNoneMatch("*");
            case Precondition.Matches(Version version) -> request.ifMatch(version.tag());
        }
        try {
            PutObjectResponse stored =
                    client.putObject(request.build(), RequestBody.fromBytes(content.toBytes()));
            return new PutOutcome.Stored(new Version(stored.eTag()), time(stored));
        } catch (S3Exception e) {
            return switch (e.statusCode()) {
                case PRECONDITION_FAILED -> new PutOutcome.Refused(time(e));
                // If-Match on what is not there.
                case NOT_FOUND -> {
                    checkBucket(e);
                    yield new PutOutcome.Refused(time(e));
                }
                default -> new PutOutcome.Undecided(why("PUT", key, e));
            };
        } catch (SdkClientException e) {
            return new PutOutcome.Undecided(why("PUT", key, e));
        }
    }

    @Override
    public DeleteOutcome delete(List<ObjectKey> keys) {
        if (keys.size() > DELETE_KEYS_MAX) {
            throw new IllegalArgumentException(keys.size() + " keys to delete");
        }
        List<ObjectIdentifier> names =
                keys.stream()
                        .map(key -> ObjectIdentifier.builder().key(key.name()).build())
                        .toList();
        try {
            DeleteObjectsResponse deleted =
                    client.deleteObjects(
                            request ->
                                    request.bucket(address.bucket())
                                            .delete(d -> d.objects(names).quiet(true)));
            Set<String> failed = new HashSet<>();
            deleted.errors().forEach(error -> failed.add(error.key()));
            return new DeleteOutcome.Deleted(
                    keys.stream().filter(key -> failed.contains(key.name())).toList(),
                    time(deleted));
        } catch (S3Exception | SdkClientException e) {
            return new DeleteOutcome.Unavailable(why("DELETE", keys.getFirst(), e));
        }
    }

    @Override
    public ListOutcome list(String prefix, String startAfter) {
        try {
            ListObjectsV2Response page =
                    client.listObjectsV2(
                            request -> {
                                request.bucket(address.bucket()).prefix(prefix);
                                if (!startAfter.isEmpty()) {
                                    request.startAfter(startAfter);
                                }
                            });
            List<ListOutcome.Entry> entries =
                    page.contents().stream()
                            .map(o -> new ListOutcome.Entry(new ObjectKey(o.key()), o.size()))
                            .toList();
            return new ListOutcome.Page(
                    entries, Boolean.TRUE.equals(page.isTruncated()), time(page));
        } catch (S3Exception | SdkClientException e) {
            return new ListOutcome.Unavailable(why("LIST", prefix, e));
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /// That there is no bucket is no answer about an object.
    private void checkBucket(S3Exception e) {
        if (e.awsErrorDetails() != null && "NoSuchBucket".equals(e.awsErrorDetails().errorCode())) {
            throw new IllegalStateException("there is no bucket " + address);
        }
    }

    private static String why(String request, Object key, Exception e) {
        return request + " " + key + ": " + e.getMessage();
    }

    private static Instant time(SdkResponse response) {
        return time(response.sdkHttpResponse().firstMatchingHeader("Date"));
    }

    private static Instant time(S3Exception e) {
        return time(e.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Date"));
    }

    private static Instant time(Optional<String> date) {
        String text =
                date.orElseThrow(() -> new IllegalStateException("the store sends no Date header"));
        return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
    }
}
