package cairn.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// The time limit of a request grows with the bytes that it transfers. Its fixed part is a second
/// here.
final class TimeLimitTest {
    private static final ObjectKey KEY = new ObjectKey("test/a");
    private static final Duration ANSWER_MAX = Duration.ofSeconds(1);

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void aSegmentHasAMinuteMoreThanAHead() {
        S3Address nowhere = new S3Address("any", "us-east-1", Optional.of(server.endpoint()));
        try (S3Clients clients =
                S3Clients.inProcess(nowhere, Optional.empty(), S3Clients.ANSWER_MAX)) {
            assertThat(clients.limit(0)).isEqualTo(Duration.ofSeconds(8));
            assertThat(clients.limit(16 << 20)).isEqualTo(Duration.ofSeconds(72));
        }
    }

    @Test
    void aLargePutOutlivesSilenceThatASmallOneDoesNot() {
        server.run(
                (request, out) -> {
                    Thread.sleep(ANSWER_MAX.multipliedBy(2));
                    out.write(StoreReply.stored().text().getBytes(ISO_8859_1));
                });
        try (S3Store store = server.store(ANSWER_MAX, line -> {})) {
            // 17 seconds are allowed.
            assertThat(store.put(KEY, new byte[4 << 20], Precondition.ABSENT))
                    .isInstanceOf(PutOutcome.Stored.class);
            assertThat(store.put(KEY, new byte[1], Precondition.ABSENT))
                    .isInstanceOf(PutOutcome.Undecided.class);
        }
    }

    @Test
    void aBodyThatTricklesForEverIsGivenUp() {
        server.run(
                (request, out) -> {
                    String text = StoreReply.object().with("Content-Length", "100000").text();
                    out.write(text.getBytes(ISO_8859_1));
                    while (true) {
                        Thread.sleep(50);
                        out.write('x');
                        out.flush();
                    }
                });
        try (S3Store store = server.store(ANSWER_MAX, line -> {})) {
            assertThat(store.get(KEY))
                    .isInstanceOfSatisfying(
                            GetOutcome.Unavailable.class,
                            answer -> assertThat(answer.why()).contains("bytes in time"));
        }
    }

    @Test
    void aStoreThatSaysNothingIsGivenUp() {
        server.run((request, out) -> Thread.sleep(Duration.ofMinutes(1)));
        try (S3Store store = server.store(ANSWER_MAX, line -> {})) {
            assertThat(store.get(KEY)).isInstanceOf(GetOutcome.Unavailable.class);
            assertThat(store.put(KEY, new byte[1], Precondition.ABSENT))
                    .isInstanceOf(PutOutcome.Undecided.class);
        }
    }
}
