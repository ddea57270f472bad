package cairn.server.process;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Where clients find the API, and as whom they come.
///
/// @param proxy that knows the endpoint's name, where nothing else does
public record SignedEndpoint(URI endpoint, Optional<URI> proxy, String keyId, String secret) {
    /// Who comes where anyone may.
    public static final String ANY = "any";

    private static final Region REGION = Region.US_EAST_1;

    /// A server that lets in anyone.
    static SignedEndpoint open(URI endpoint) {
        return new SignedEndpoint(endpoint, Optional.empty(), ANY, ANY);
    }

    /// The same for who has an access key.
    SignedEndpoint as(String id, String itsSecret) {
        return new SignedEndpoint(endpoint, proxy, id, itsSecret);
    }

    /// A client that tries as often as the SDK does by default.
    public DynamoDbClient client() {
        return client(false);
    }

    /// A client of which every call is one request.
    public DynamoDbClient clientWithoutRetries() {
        return client(true);
    }

    private DynamoDbClient client(boolean once) {
        ProxyConfiguration.Builder ways =
                ProxyConfiguration.builder()
                        .useSystemPropertyValues(false)
                        .useEnvironmentVariablesValues(false);
        proxy.ifPresent(ways::endpoint);
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(keyId, secret)))
                .httpClientBuilder(
                        UrlConnectionHttpClient.builder().proxyConfiguration(ways.build()))
                .overrideConfiguration(
                        configuration -> {
                            if (once) {
                                configuration.retryStrategy(DefaultRetryStrategy.doNotRetry());
                            }
                        })
                .build();
    }

    /// The variables that boto3 and the AWS CLI take the same from. Names in small letters go
    /// before those in capitals that may be set already.
    public Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_ACCESS_KEY_ID", keyId);
        variables.put("AWS_SECRET_ACCESS_KEY", secret);
        variables.put("AWS_DEFAULT_REGION", REGION.id());
        variables.put("http_proxy", proxy.map(URI::toString).orElse(""));
        variables.put("no_proxy", proxy.isPresent() ? "" : "*");
        return variables;
    }
}
