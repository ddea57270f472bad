package cairn.api.runtime;

import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// Events as front doors make them. They contain requests of the DynamoDB API that the AWS SDK
/// signs for one caller.
///
/// @param keyId with [#secret], the caller's access key
public record HttpEvents(String keyId, String secret) {
    private static final String HOST = "https://abc.execute-api.us-east-1.amazonaws.com";

    /// An event of an HTTP API or function URL.
    ///
    /// @param body JSON with apostrophes in place of quotation marks
    public byte[] version2(String operation, String body) {
        String headers =
                headers(
                        signed("/", operation, body),
                        (name, values) ->
                                "\"%s\":\"%s\""
                                        .formatted(
                                                name.toLowerCase(Locale.ROOT),
                                                String.join(",", values)));
        return """
        {"version":"2.0","routeKey":"$default","rawPath":"/","rawQueryString":"",
         "headers":{%s,"accept-encoding":"identity"},
         "requestContext":{"accountId":"000000000000","apiId":"abc","stage":"$default",
           "http":{"method":"POST","path":"/","protocol":"HTTP/1.1","sourceIp":"192.0.2.1"}},
         "body":"%s","isBase64Encoded":true}
        """
                .formatted(headers, base64(body))
                .getBytes(StandardCharsets.UTF_8);
    }

    /// An event of a REST API with a stage.
    ///
    /// @param body JSON with apostrophes in place of quotation marks
    public byte[] version1(String operation, String body) {
        String headers =
                headers(
                        signed("/prod/", operation, body),
                        (name, values) ->
                                "\"%s\":[\"%s\"]".formatted(name, String.join("\",\"", values)));
        return """
        {"resource":"/","path":"/","httpMethod":"POST",
         "headers":{"X-Amz-Target":"DynamoDB_20120810.%s"},"multiValueHeaders":{%s},
         "queryStringParameters":null,"multiValueQueryStringParameters":null,
         "requestContext":{"path":"/prod/","httpMethod":"POST","stage":"prod",
           "identity":{"sourceIp":"192.0.2.2"}},
         "body":"%s","isBase64Encoded":true}
        """
                .formatted(operation, headers, base64(body))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String headers(
            Map<String, List<String>> signed, BiFunction<String, List<String>, String> member) {
        return signed.entrySet().stream()
                .map(header -> member.apply(header.getKey(), header.getValue()))
                .collect(Collectors.joining(","));
    }

    /// The headers that arrive. SDKs sign the length, but not every front door passes it on.
    private Map<String, List<String>> signed(String path, String operation, String body) {
        byte[] bytes = bytes(body);
        SdkHttpRequest request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(URI.create(HOST + path))
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
                        .putHeader("Content-Length", Integer.toString(bytes.length))
                        .putHeader("X-Amz-Target", "DynamoDB_20120810." + operation)
                        .build();
        SdkHttpRequest signed =
                AwsV4HttpSigner.create()
                        .sign(
                                sign ->
                                        sign.identity(AwsCredentialsIdentity.create(keyId, secret))
                                                .request(request)
                                                .payload(ContentStreamProvider.fromByteArray(bytes))
                                                .putProperty(
                                                        AwsV4HttpSigner.SERVICE_SIGNING_NAME,
                                                        "dynamodb")
                                                .putProperty(
                                                        AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                        .request();
        Map<String, List<String>> headers = new TreeMap<>(signed.headers());
        headers.remove("Content-Length");
        return headers;
    }

    private static byte[] bytes(String body) {
        return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    /// The body as front doors pass on content that they do not recognize as text.
    private static String base64(String body) {
        return Base64.getEncoder().encodeToString(bytes(body));
    }

    @Override
    public String toString() {
        return "Events[" + keyId + "]";
    }
}
