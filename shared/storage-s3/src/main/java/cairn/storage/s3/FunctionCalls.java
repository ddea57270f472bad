package cairn.storage.s3;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.lambda.model.InvocationType;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Asynchronous calls of functions on AWS Lambda. The first call makes the client: most processes
/// never make one. Thread-safe.
public final class FunctionCalls implements AutoCloseable {
    private static final Duration CALL_MAX = Duration.ofSeconds(3);

    private final String region;
    private final Optional<URI> endpoint;
    private @Nullable LambdaClient client;

    /// @param endpoint the endpoint of a Lambda that is not AWS's
    public FunctionCalls(String region, Optional<URI> endpoint) {
        this.region = region;
        this.endpoint = endpoint;
    }

    /// Makes Lambda run a function on an event, once or more. Returns when Lambda has accepted the
    /// call, not when the function is done.
    ///
    /// @return the reason if the call failed
    public Optional<String> later(String function, byte[] event) {
        try {
            client().invoke(
                            call ->
                                    call.functionName(function)
                                            .invocationType(InvocationType.EVENT)
                                            .payload(SdkBytes.fromByteArrayUnsafe(event)));
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private synchronized LambdaClient client() {
        LambdaClient made = client;
        if (made == null) {
            LambdaClientBuilder builder =
                    LambdaClient.builder()
                            .region(Region.of(region))
                            .credentialsProvider(FunctionCredentials.provider())
                            .httpClientBuilder(
                                    Apache5HttpClient.builder().useIdleConnectionReaper(false))
                            .overrideConfiguration(c -> c.apiCallTimeout(CALL_MAX));
            endpoint.ifPresent(builder::endpointOverride);
            made = builder.build();
            client = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        LambdaClient made = client;
        client = null;
        if (made != null) {
            made.close();
        }
    }
}
