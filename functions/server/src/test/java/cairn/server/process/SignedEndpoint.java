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

/// The endpoint of the API, and the credentials that clients use.
///
/// @param proxy resolves the endpoint's name, if nothing else does
public record SignedEndpoint(URI endpoint, Optional<URI> proxy, String keyId, String secret) {
    /// The credentials for a server that accepts any.
    public static final String ANY = "any";

    private static final Region REGION = Region.US_EAST_1;

    /// A server that accepts any credentials.
    static SignedEndpoint open(URI endpoint) {
        return new SignedEndpoint(endpoint, Optional.empty(), ANY, ANY);
    }

    /// The same endpoint for the holder of an access key.
    SignedEndpoint as(String id, String itsSecret) {
        return new SignedEndpoint(endpoint, proxy, id, itsSecret);
    }

    /// A client that retries as often as the SDK does by default.
    public DynamoDbClient client() {
        return client(false);
    }

    /// A client that makes one request for each call.
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

    /// The same settings as variables for boto3 and the AWS CLI. Names in lower case take
    /// precedence over names in upper case that may be set already.
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
