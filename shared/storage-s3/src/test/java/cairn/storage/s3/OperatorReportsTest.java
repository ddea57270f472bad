package cairn.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.port.GetOutcome;
import cairn.storage.port.ListOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A problem that only the operator can fix is reported at once, with its remedy, and only once.
/// Requests are sent all the same.
final class OperatorReportsTest {
    private static final ObjectKey KEY = new ObjectKey("test/a");

    private final ScriptedServer server = new ScriptedServer();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final S3Store store = server.store(Duration.ofSeconds(8), lines::add);

    @AfterEach
    void close() throws IOException {
        store.close();
        server.close();
    }

    private void put(String status, String code) {
        server.say(StoreReply.refusal(status, code).text());
        assertThat(store.put(KEY, new byte[1], Precondition.ABSENT))
                .isInstanceOf(PutOutcome.Undecided.class);
    }

    private String reported(String status, String code) {
        lines.clear();
        put(status, code);
        assertThat(lines).as(code).hasSize(1);
        assertThat(lines.getFirst())
                .contains(server.endpoint() + "/things", "PUT failed")
                .contains(status.substring(0, 3) + " " + code);
        return lines.getFirst();
    }

    @Test
    void eachSortOfTroubleSaysWhatToDo() {
        assertThat(reported("403 Forbidden", "AccessDenied")).contains("s3:PutObject");
        assertThat(reported("404 Not Found", "NoSuchBucket")).contains("Make the bucket");
        assertThat(reported("400 Bad Request", "KMS.DisabledException")).contains("KMS key");
        assertThat(reported("403 Forbidden", "InvalidAccessKeyId")).contains("credentials");
        assertThat(reported("403 Forbidden", "RequestTimeTooSkewed")).contains("clock");
        assertThat(reported("301 Moved", "PermanentRedirect")).contains("region", "us-east-1");
        assertThat(reported("501 Not Implemented", "NotImplemented")).contains("If-Match");
        assertThat(reported("507 Insufficient Storage", "InsufficientStorage")).contains("room");
    }

    @Test
    void whatLastsIsReportedOnceForEachRequest() {
        for (int time = 0; time < 5; time++) {
            put("403 Forbidden", "AccessDenied");
            assertThat(store.get(KEY)).isInstanceOf(GetOutcome.Unavailable.class);
        }
        assertThat(lines).hasSize(2);
        assertThat(server.requests()).hasSize(10);
    }

    @Test
    void aProxysRefusalPointsAtTheProxy() {
        server.say(StoreReply.html("403 Forbidden").text());
        assertThat(store.list("test/", "")).isInstanceOf(ListOutcome.Unavailable.class);
        assertThat(lines).singleElement().asString().contains("403 without S3's code", "proxy");
    }

    @Test
    void aNameThatCairnNeverGivesIsReported() {
        server.say(
                StoreReply.page(
                                "<Prefix>test/</Prefix><IsTruncated>false</IsTruncated>"
                                        + "<Contents><Key>test/b c</Key><Size>1</Size></Contents>")
                        .text());
        assertThat(store.list("test/", "")).isInstanceOf(ListOutcome.Unavailable.class);
        assertThat(lines).singleElement().asString().contains("test/b c", "bucket of its own");
    }

    @Test
    void whatPassesIsNotReported() {
        for (String code : List.of("SlowDown", "InternalError", "RequestTimeout")) {
            put("503 Service Unavailable", code);
        }
        put("409 Conflict", "ConditionalRequestConflict");
        server.say(StoreReply.refusal("404 Not Found", "NoSuchKey").text());
        assertThat(store.get(KEY)).isInstanceOf(GetOutcome.Absent.class);
        assertThat(lines).isEmpty();
    }
}
