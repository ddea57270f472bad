package cairn.api;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.json.Json;
import cairn.operations.http.HttpAnswer;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

final class AnswerTextTest {
    private static Json.Obj of(HttpAnswer answer) throws Json.Malformed {
        return (Json.Obj) Json.parse(AnswerText.of(answer).orElseThrow());
    }

    private static HttpAnswer answer(byte[] body) {
        return new HttpAnswer(200, Map.of(), body);
    }

    private static byte[] many(int length, char c) {
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) c);
        return body;
    }

    @Test
    void textGoesAsText() throws Json.Malformed {
        byte[] body = "{\"n\":\"é\u0001\"}".getBytes(StandardCharsets.UTF_8);
        Json.Obj sent = of(new HttpAnswer(400, Map.of("Content-Type", "x"), body));
        assertThat(sent.text())
                .isEqualTo(
                        "{\"statusCode\":400,\"headers\":{\"Content-Type\":\"x\"},"
                            + "\"isBase64Encoded\":false,\"body\":\"{\\\"n\\\":\\\"é\\u0001\\\"}\"}");
    }

    @Test
    void whatIsPackedGoesInBase64() throws Json.Malformed {
        byte[] body = {'a', 'b'};
        Json.Obj sent = of(new HttpAnswer(200, Map.of("Content-Encoding", "gzip"), body));
        assertThat(sent.field("isBase64Encoded")).contains(new Json.Bool(true));
        assertThat(sent.field("body")).contains(new Json.Text("YWI="));
    }

    @Test
    void whatIsNoTextGoesInBase64() throws Json.Malformed {
        byte[] body = {'a', (byte) 0xc3, 'b'};
        Json.Obj sent = of(answer(body));
        assertThat(sent.field("isBase64Encoded")).contains(new Json.Bool(true));
        assertThat(sent.field("body"))
                .contains(new Json.Text(Base64.getEncoder().encodeToString(body)));
    }

    @Test
    void textThatEscapesMakeTooLongGoesInBase64() throws Json.Malformed {
        Json.Obj sent = of(answer(many(AnswerText.BODY_BYTES_MAX, '"')));
        assertThat(sent.field("isBase64Encoded")).contains(new Json.Bool(true));
    }

    @Test
    void bodiesUpToTheLimitAlwaysFit() {
        for (char c : new char[] {'a', '"', (char) 0xff, '\n', 1}) {
            assertThat(AnswerText.of(answer(many(AnswerText.BODY_BYTES_MAX, c)))).isPresent();
        }
    }

    @Test
    void whatLambdaDoesNotCarryIsNotSent() {
        assertThat(AnswerText.of(answer(many(AnswerText.BYTES_MAX - 200, 'a')))).isPresent();
        assertThat(AnswerText.of(answer(many(AnswerText.BYTES_MAX, 'a')))).isEmpty();
        assertThat(AnswerText.of(answer(many(AnswerText.BYTES_MAX - 200, '"')))).isEmpty();
    }
}
