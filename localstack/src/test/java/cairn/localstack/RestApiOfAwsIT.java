package cairn.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.server.process.SignedEndpoint;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A REST API that drops an Authorization header with a signature, as AWS's does ("Amazon API
/// Gateway important notes"). Therefore only requests that are signed in their query succeed.
final class RestApiOfAwsIT {
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    @Test
    void anUnchangedSdkIsNotSignedThere() throws Exception {
        try (DynamoDbClient client = Deployment.made().restApiOfAws().client()) {
            assertThatThrownBy(client::listTables)
                    .isInstanceOfSatisfying(
                            DynamoDbException.class,
                            e ->
                                    assertThat(e.awsErrorDetails().errorCode())
                                            .isEqualTo("MissingAuthenticationTokenException"));
        }
    }

    @Test
    void aRequestThatIsSignedInItsQueryIsServed() throws Exception {
        SignedEndpoint door = Deployment.made().restApiOfAws();
        assertThat(send(door, signed(door, door.secret()))).isEqualTo(200);
        assertThat(send(door, signed(door, "x".repeat(40)))).isEqualTo(400);
    }

    private static SdkHttpRequest signed(SignedEndpoint door, String secret) {
        SdkHttpRequest request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(door.endpoint())
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
                        .putHeader("X-Amz-Target", "DynamoDB_20120810.ListTables")
                        .build();
        return AwsV4HttpSigner.create()
                .sign(
                        sign ->
                                sign.identity(AwsCredentialsIdentity.create(door.keyId(), secret))
                                        .request(request)
                                        .payload(ContentStreamProvider.fromByteArray(BODY))
                                        .putProperty(
                                                AwsV4HttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                                        .putProperty(
                                                AwsV4HttpSigner.AUTH_LOCATION,
                                                AuthLocation.QUERY_STRING)
                                        .putProperty(
                                                AwsV4HttpSigner.EXPIRATION_DURATION,
                                                Duration.ofMinutes(5)))
                .request();
    }

    private static int send(SignedEndpoint door, SdkHttpRequest request) throws IOException {
        URI proxy = door.proxy().orElseThrow();
        HttpURLConnection connection =
                (HttpURLConnection)
                        request.getUri()
                                .toURL()
                                .openConnection(
                                        new Proxy(
                                                Proxy.Type.HTTP,
                                                new InetSocketAddress(
                                                        proxy.getHost(), proxy.getPort())));
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        request.forEachHeader(
                (name, values) ->
                        values.forEach(value -> connection.addRequestProperty(name, value)));
        connection.getOutputStream().write(BODY);
        return connection.getResponseCode();
    }
}
