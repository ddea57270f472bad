package cairn.api.runtime;

import java.nio.charset.StandardCharsets;

/// Events as front doors make them, for requests of the DynamoDB API.
public final class Events {
    private Events() {}

    /// Of an HTTP API or function URL.
    ///
    /// @param body JSON in which apostrophes stand for quotation marks
    public static byte[] version2(String operation, String body) {
        return """
        {"version":"2.0","routeKey":"$default","rawPath":"/","rawQueryString":"",
         "headers":{"host":"abc.execute-api.us-east-1.amazonaws.com",
           "content-type":"application/x-amz-json-1.0","accept-encoding":"identity",
           "authorization":"AWS4-HMAC-SHA256 none","x-amz-target":"DynamoDB_20120810.%s"},
         "requestContext":{"accountId":"000000000000","apiId":"abc","stage":"$default",
           "http":{"method":"POST","path":"/","protocol":"HTTP/1.1","sourceIp":"192.0.2.1"}},
         "body":"%s","isBase64Encoded":false}
        """
                .formatted(operation, escaped(body))
                .getBytes(StandardCharsets.UTF_8);
    }

    /// Of a REST API with a stage.
    ///
    /// @param body JSON in which apostrophes stand for quotation marks
    public static byte[] version1(String operation, String body) {
        return """
        {"resource":"/","path":"/","httpMethod":"POST",
         "headers":{"X-Amz-Target":"DynamoDB_20120810.%1$s"},
         "multiValueHeaders":{"Content-Type":["application/x-amz-json-1.0"],
           "Authorization":["AWS4-HMAC-SHA256 none"],"X-Amz-Target":["DynamoDB_20120810.%1$s"]},
         "queryStringParameters":null,"multiValueQueryStringParameters":null,
         "requestContext":{"path":"/prod/","httpMethod":"POST","stage":"prod"},
         "body":"%2$s","isBase64Encoded":false}
        """
                .formatted(operation, escaped(body))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String body) {
        return body.strip().replace("\n", " ").replace("'", "\\\"");
    }
}
