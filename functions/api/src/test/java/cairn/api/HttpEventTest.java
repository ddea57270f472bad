package cairn.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.operations.http.HttpQuestion;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Events as AWS documents them: "Working with AWS Lambda proxy integrations for HTTP APIs", "Set
/// up Lambda proxy integrations in API Gateway", "Invoking Lambda function URLs".
final class HttpEventTest {
    private static HttpQuestion sample(String name) throws IOException {
        try (InputStream in = HttpEventTest.class.getResourceAsStream("/events/" + name)) {
            assertThat(in).as(name).isNotNull();
            return HttpEvent.read(in).question();
        }
    }

    private static HttpQuestion event(String json) throws IOException {
        return read(json).question();
    }

    private static HttpEvent read(String json) throws IOException {
        return HttpEvent.read(
                new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    private static String body(HttpQuestion question) {
        return new String(question.body(), StandardCharsets.UTF_8);
    }

    @Test
    void anHttpApiGivesWhatWasSigned() throws IOException {
        HttpQuestion question = sample("http-api.json");
        assertThat(question.method()).isEqualTo("POST");
        assertThat(question.path()).isEqualTo("/my/path");
        assertThat(question.query())
                .isEqualTo("parameter1=value1&parameter1=value2&parameter2=value");
        assertThat(question.headers().apply("HEADER1")).containsExactly("value1");
        assertThat(question.headers().apply("Header2")).containsExactly("value1,value2");
        assertThat(question.headers().apply("none")).isEmpty();
        assertThat(body(question)).isEqualTo("Hello from Lambda");
    }

    @Test
    void anHttpApiSendsDynamosBodiesInBase64() throws IOException {
        HttpQuestion question = sample("http-api-dynamodb.json");
        assertThat(question.headers().apply("X-Amz-Target"))
                .containsExactly("DynamoDB_20120810.ListTables");
        assertThat(body(question)).isEqualTo("{\"Limit\":10}");
    }

    @Test
    void aRestApiGivesThePathWithItsStageAndHeadersThatRepeat() throws IOException {
        HttpQuestion question = sample("rest-api.json");
        assertThat(question.method()).isEqualTo("POST");
        assertThat(question.path()).isEqualTo("/prod/");
        assertThat(question.query())
                .isEqualTo("X-Amz-Date=20260301T000000Z&name=me%20%26%20you&name=us%2F%C3%A9");
        assertThat(question.headers().apply("accept")).containsExactly("text/html", "*/*");
        assertThat(question.headers().apply("Host"))
                .containsExactly("1234567890.execute-api.us-east-1.amazonaws.com");
        assertThat(body(question)).isEqualTo("{\"TableName\":\"Café\"}");
    }

    @Test
    void aFunctionUrlGivesWhatWasSigned() throws IOException {
        HttpQuestion question = sample("function-url.json");
        assertThat(question.method()).isEqualTo("GET");
        assertThat(question.path()).isEqualTo("/");
        assertThat(question.query()).isEmpty();
        assertThat(question.headers().apply("accept-encoding")).containsExactly("gzip");
        assertThat(question.body()).isEmpty();
    }

    @Test
    void oldHeadersCountWhereThereAreNoListsInEitherOrder() throws IOException {
        String lists = "'multiValueHeaders':{'A':['1','2']}";
        String singles = "'headers':{'a':'2','B':'3'}";
        for (String both : new String[] {lists + "," + singles, singles + "," + lists}) {
            HttpQuestion question = event("{'httpMethod':'GET','path':'/'," + both + "}");
            assertThat(question.headers().apply("A")).containsExactly("1", "2");
            assertThat(question.headers().apply("b")).isEqualTo(List.of("3"));
        }
    }

    @Test
    void membersThatAreNullAreAbsent() throws IOException {
        HttpQuestion question =
                event(
                        """
                        {'httpMethod':'GET','path':'/x','body':null,'headers':null,
                         'multiValueHeaders':null,'multiValueQueryStringParameters':null,
                         'requestContext':null}
                        """);
        assertThat(question.path()).isEqualTo("/x");
        assertThat(question.body()).isEmpty();
    }

    @Test
    void bytesThatAreNoTextArriveWhole() throws IOException {
        HttpQuestion question =
                event("{'httpMethod':'POST','body':'H4sI//8A','isBase64Encoded':true}");
        assertThat(question.body())
                .isEqualTo(new byte[] {0x1f, (byte) 0x8b, 8, (byte) 0xff, (byte) 0xff, 0});
    }

    @Test
    void theLengthIsThereWhetherHandedOnOrNot() throws IOException {
        String post = "{'httpMethod':'POST','body':'H4sI//8A','isBase64Encoded':true%s}";
        assertThat(event(post.formatted("")).headers().apply("content-length"))
                .containsExactly("6");
        String sent = ",'headers':{'content-length':'06'}";
        assertThat(event(post.formatted(sent)).headers().apply("Content-Length"))
                .as("as signed")
                .containsExactly("06");
    }

    @Test
    void eitherPayloadSaysWhereItComesFrom() throws IOException {
        String version2 =
                "{'requestContext':{'http':{'method':'POST','path':'/','sourceIp':'192.0.2.1'}}}";
        String version1 =
                "{'httpMethod':'POST','requestContext':{'path':'/',"
                        + "'identity':{'user':null,'sourceIp':'2001:db8::1'}}}";
        assertThat(read(version2).source()).isEqualTo("192.0.2.1");
        assertThat(read(version1).source()).isEqualTo("2001:db8::1");
        assertThat(read("{'httpMethod':'POST'}").source()).isEqualTo("unknown");
    }

    @Test
    void anEventLongerThanLambdaCarriesIsNotReadOn() throws IOException {
        String begin = "{'httpMethod':'POST','body':'";
        String end = "'}";
        int fits = BoundedEvent.BYTES_MAX - begin.length() - end.length();
        assertThat(event(begin + "x".repeat(fits) + end).body()).hasSize(fits);
        assertThatThrownBy(() -> event(begin + "x".repeat(fits + 1) + end))
                .isInstanceOf(BoundedEvent.TooLong.class);
        // One string longer than the parser's limit.
        assertThatThrownBy(() -> event(begin + "x".repeat(16 << 20) + end))
                .isInstanceOf(BoundedEvent.TooLong.class);
    }

    @Test
    void whatIsNoRequestIsRefused() {
        assertThatThrownBy(() -> event("{'source':'aws.events'}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the event is not an HTTP request");
        assertThatThrownBy(() -> event("[]")).hasMessage("the event is not a JSON object");
        assertThatThrownBy(() -> event("{'httpMethod':7}")).hasMessage("httpMethod is no text");
        assertThatThrownBy(() -> event("{'httpMethod':")).isInstanceOf(IOException.class);
    }
}
