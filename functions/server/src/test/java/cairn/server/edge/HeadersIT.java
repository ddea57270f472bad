package cairn.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.server.process.ApiRequest;
import cairn.server.process.RawWire;
import cairn.server.process.ServerProcess;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Headers of requests and answers: the framing of answers, long headers, and the headers of
/// browsers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HeadersIT {
    private ServerProcess server;
    private ServerProcess web;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = ServerProcess.onFolder(folder.resolve("a"));
        web =
                ServerProcess.onFolder(
                        folder.resolve("b"),
                        "--cors",
                        "http://app.example",
                        "--allow-host",
                        "db.test");
    }

    @AfterAll
    void end() {
        server.close();
        web.close();
    }

    private static RawWire.Answer sent(ServerProcess to, byte[] request) throws IOException {
        try (RawWire wire = new RawWire(to.endpoint())) {
            return wire.send(request);
        }
    }

    private static ApiRequest list() {
        return new ApiRequest("ListTables", "{}");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void everyAnswerSaysWhenItWasMadeAndByWhat() throws IOException {
        for (byte[] request :
                List.of(
                        list().bytes(),
                        new ApiRequest("Nothing", "{}").bytes(),
                        new ApiRequest("PutItem", "{").bytes(),
                        list().header("Host", "evil.example").bytes(),
                        list().header("X", "x".repeat(20_000)).bytes(),
                        list().header("Content-Length", "20000000").head(),
                        ascii("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                        ascii("BREW /tea HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                        ascii("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                        ascii("NONSENSE\r\n\r\n"))) {
            RawWire.Answer answer = sent(server, request);
            String told = new String(request, StandardCharsets.ISO_8859_1);
            assertThat(answer.headers()).as(told).containsEntry("server", "Server");
            ZonedDateTime date =
                    ZonedDateTime.parse(
                            answer.headers().getOrDefault("date", ""),
                            DateTimeFormatter.RFC_1123_DATE_TIME);
            assertThat(Duration.between(date, ZonedDateTime.now(date.getZone())).abs())
                    .as(told)
                    .isLessThan(Duration.ofMinutes(1));
            assertThat(answer.headers().get("x-amzn-requestid")).as(told).hasSize(52);
        }
    }

    @Test
    void aLongSessionTokenIsTakenAndALongerOneRefusedWithWords() throws IOException {
        String token = "X-Amz-Security-Token";
        assertThat(sent(server, list().header(token, "x".repeat(12_000)).bytes()).status())
                .isEqualTo(200);
        RawWire.Answer answer = sent(server, list().header(token, "x".repeat(17_000)).bytes());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("longer than 16384 bytes");
    }

    @Test
    void pagesOfLoopbackAreServedOnOneThatChecksNothing() throws IOException {
        for (String origin : List.of("http://localhost:3000", "https://127.0.0.1")) {
            RawWire.Answer answer = sent(server, list().header("Origin", origin).bytes());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers()).containsEntry("access-control-allow-origin", "*");
            assertThat(answer.headers()).containsKey("access-control-expose-headers");
            assertThat(answer.headers()).doesNotContainKey("access-control-max-age");
        }
        assertThat(sent(web, list().header("Origin", "http://app.example").bytes()).status())
                .isEqualTo(200);
        assertThat(sent(server, list().bytes()).headers())
                .doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void otherPagesAndNamesAreRefused() throws IOException {
        for (ApiRequest request :
                List.of(
                        list().header("Origin", "http://evil.example"),
                        list().header("Origin", "null"),
                        list().header("Host", "evil.example:8000"),
                        list().header("Host", "db.test"))) {
            RawWire.Answer answer = sent(server, request.bytes());
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).contains("AccessDeniedException", "without --auth");
            assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
        }
        assertThat(sent(web, list().header("Host", "db.test").bytes()).status()).isEqualTo(200);
    }

    private static byte[] preflight(String origin) {
        return ascii(
                """
                OPTIONS / HTTP/1.1\r
                Host: localhost\r
                Origin: %s\r
                Access-Control-Request-Method: POST\r
                Access-Control-Request-Headers: authorization,x-amz-target\r
                \r
                """
                        .formatted(origin));
    }

    @Test
    void preflightsAreAnsweredLikewise() throws IOException {
        RawWire.Answer allowed = sent(server, preflight("http://localhost:3000"));
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.body()).isEmpty();
        assertThat(allowed.headers())
                .containsEntry("access-control-allow-origin", "*")
                .containsEntry("access-control-allow-methods", "POST")
                .containsEntry("access-control-allow-headers", "authorization,x-amz-target")
                .containsEntry("access-control-max-age", "172800");
        RawWire.Answer refused = sent(server, preflight("http://evil.example"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.headers()).doesNotContainKey("access-control-allow-origin");
    }
}
