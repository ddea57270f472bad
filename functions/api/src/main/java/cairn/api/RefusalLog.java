package cairn.api;

import cairn.operations.http.HttpAnswer;
import cairn.operations.http.HttpQuestion;
import cairn.storage.environment.Environment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Logs each refused and each throttled caller: the reason, the id of the access key, and the
/// source address. The alarms of the deployment count these lines.
///
/// It writes at most [#LINES_MAX] lines of each kind per minute. The next line reports how many
/// were left out. It logs no secret, no signature and no text that a caller can choose freely: a
/// malformed id is left out. Used by one thread at a time.
final class RefusalLog {
    static final int LINES_MAX = 10;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int ANSWER_BYTES_MAX = 200;
    private static final Pattern TYPE = Pattern.compile("^\\{\"__type\":\"[^\"#]*#(\\w+)\"");
    private static final Pattern KEY_ID =
            Pattern.compile("Credential=([A-Za-z0-9]{1,128})(?:/|%2F)");

    private static final Map<String, Kind> KINDS =
            Map.of(
                    "MissingAuthenticationTokenException", Kind.REFUSED,
                    "IncompleteSignatureException", Kind.REFUSED,
                    "InvalidSignatureException", Kind.REFUSED,
                    "UnrecognizedClientException", Kind.REFUSED,
                    "AccessDeniedException", Kind.REFUSED,
                    "ProvisionedThroughputExceededException", Kind.THROTTLED,
                    "ThrottlingException", Kind.THROTTLED,
                    "RequestLimitExceeded", Kind.THROTTLED);

    /// The reason for a line. The metric filters of template.yaml search for these words.
    private enum Kind {
        REFUSED("refused caller"),
        THROTTLED("throttled caller");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /// The destination of all lines.
    interface Lines {
        void add(String line);
    }

    private final Environment environment;
    private final Lines lines;
    private final Budget refused = new Budget();
    private final Budget throttled = new Budget();

    RefusalLog(Environment environment, Lines lines) {
        this.environment = environment;
        this.lines = lines;
    }

    /// Logs the caller of a request if the answer refuses or throttles it.
    ///
    /// @param source the caller's address, as the front door reports it
    void note(HttpQuestion question, HttpAnswer answer, String source) {
        if (answer.status() != 400) {
            return;
        }
        String type = type(answer);
        Kind kind = KINDS.get(type);
        if (kind == null) {
            return;
        }
        Budget budget = kind == Kind.REFUSED ? refused : throttled;
        if (budget.take(environment.monotonicNanos())) {
            String left = budget.leftOut == 0 ? "" : ", %d more before".formatted(budget.leftOut);
            budget.leftOut = 0;
            lines.add(
                    "%s: %s, key %s, source %s%s"
                            .formatted(kind.words, type, keyId(question), source, left));
        }
    }

    /// The error type at the start of an answer; empty if the answer is not an error.
    private static String type(HttpAnswer answer) {
        boolean packed = answer.headers().containsKey("Content-Encoding");
        try (InputStream bytes = new ByteArrayInputStream(answer.body());
                InputStream body = packed ? new GZIPInputStream(bytes) : bytes) {
            String begin = new String(body.readNBytes(ANSWER_BYTES_MAX), StandardCharsets.US_ASCII);
            Matcher type = TYPE.matcher(begin);
            return type.find() ? type.group(1) : "";
        } catch (IOException e) {
            throw new IllegalStateException("an answer of ours does not unpack", e);
        }
    }

    private static String keyId(HttpQuestion question) {
        List<String> headers = question.headers().apply("Authorization");
        String credential = headers.isEmpty() ? question.query() : headers.getFirst();
        Matcher id = KEY_ID.matcher(credential);
        return id.find() ? id.group(1) : "none";
    }

    /// The lines of one kind in the current window.
    private static final class Budget {
        private boolean begun;
        private long beganNanos;
        private int taken;
        private int leftOut;

        boolean take(long now) {
            if (!begun || now - beganNanos >= WINDOW.toNanos()) {
                begun = true;
                beganNanos = now;
                taken = 0;
            }
            if (taken == LINES_MAX) {
                leftOut++;
                return false;
            }
            taken++;
            return true;
        }
    }
}
