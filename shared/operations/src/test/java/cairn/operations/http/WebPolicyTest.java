package cairn.operations.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;

/// Which web pages are served where signatures are not checked.
final class WebPolicyTest {
    private final WebPolicy policy =
            WebPolicy.loopback(Set.of("box", "10.1.2.3"), Set.of("https://app.example"));

    private static HttpQuestion question(String header, String value) {
        return new HttpQuestion(
                "POST",
                "/",
                "",
                name -> name.equals(header) ? List.of(value) : List.of(),
                new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8000",
                "localhost.",
                "db.localhost:1",
                "127.0.0.1",
                "127.9.9.9:80",
                "[::1]:8000",
                "[::1]",
                "box:8000",
                "Box",
                "10.1.2.3:8000"
            })
    void loopbackAndTheNamesThatAreAllowedAreServed(String host) {
        assertThat(policy.refusal(question("Host", host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example:8000",
                "notlocalhost",
                "10.0.0.1",
                "[::2]:1",
                "",
                "1270.0.0.1",
                "box.evil.example"
            })
    void anyOtherNameIsRefused(String host) {
        assertThat(policy.refusal(question("Host", host)).orElseThrow())
                .hasMessageContainingAll("is not served", "--allow-host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:3000",
                "https://127.0.0.1",
                "http://[::1]:1",
                "https://APP.example"
            })
    void pagesOfLoopbackAndThoseThatAreAllowedAreServed(String origin) {
        assertThat(policy.refusal(question("Origin", origin))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example", "null", "http://localhost.evil.example",
                "http://localhost@evil.example", "https://app.example.evil", "file://",
                "https://box", "http://evil.example/localhost", "https://app.example:444"
            })
    void otherPagesAreRefused(String origin) {
        assertThat(policy.refusal(question("Origin", origin)).orElseThrow())
                .hasMessageContainingAll("may not use this server", "--cors");
    }

    @Test
    void aStarAllowsAllPagesButNoOtherName() {
        WebPolicy any = WebPolicy.loopback(Set.of(), Set.of("*"));
        assertThat(any.refusal(question("Origin", "http://evil.example"))).isEmpty();
        assertThat(any.refusal(question("Origin", "null"))).isEmpty();
        assertThat(any.refusal(question("Host", "evil.example"))).isPresent();
    }

    @Test
    void whereSignaturesAreCheckedAnyoneIsServed() {
        WebPolicy anyone = WebPolicy.anyone();
        assertThat(anyone.refusal(question("Host", "evil.example"))).isEmpty();
        assertThat(anyone.refusal(question("Origin", "http://evil.example"))).isEmpty();
    }
}
