package cairn.operations.http;

import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/// Builds HTTP answers from replies of the API and from plain text. Thread-safe.
final class Answers {
    private static final String JSON = "application/x-amz-json-1.0";
    private static final String ID_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ID_LENGTH = 52;
    private static final int GZIP_BYTES_MIN = 1024;
    static final int FORBIDDEN = 403;

    private final LongSupplier chance;

    /// @param chance bits for request ids
    Answers(LongSupplier chance) {
        this.chance = chance;
    }

    static boolean takesZip(HttpQuestion question) {
        return question.header("Accept-Encoding").orElse("").contains("gzip");
    }

    HttpAnswer text(int status, String type, String text) {
        return finished(status, type, text.getBytes(StandardCharsets.US_ASCII));
    }

    /// The answer to a body over 16 MB: empty (observed).
    HttpAnswer tooLarge() {
        return finished(413, JSON, new byte[0]);
    }

    /// The answer to a web page that may not use the API.
    HttpAnswer forbidden(Failure refusal) {
        return finished(FORBIDDEN, JSON, refusal.reply().body());
    }

    /// The answer to a browser's preflight request.
    HttpAnswer preflight() {
        return finished(200, JSON, new byte[0]);
    }

    HttpAnswer of(Reply reply) {
        return finished(reply.status(), JSON, reply.body());
    }

    /// Compressed if that is worthwhile.
    HttpAnswer packed(Reply reply) {
        if (reply.body().length < GZIP_BYTES_MIN) {
            return of(reply);
        }
        HttpAnswer answer = finished(reply.status(), JSON, zipped(reply.body()));
        answer.headers().put("Content-Encoding", "gzip");
        return answer;
    }

    private static byte[] zipped(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 2);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("a write to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private HttpAnswer finished(int status, String type, byte[] sent) {
        Map<String, String> headers = new LinkedHashMap<>();
        CRC32 crc = new CRC32();
        crc.update(sent);
        headers.put("Content-Type", type);
        headers.put("x-amzn-RequestId", requestId());
        headers.put("x-amz-crc32", Long.toString(crc.getValue()));
        return new HttpAnswer(status, headers, sent);
    }

    /// Unlikely to repeat; nothing depends on that.
    private String requestId() {
        char[] id = new char[ID_LENGTH];
        long bits = 0;
        for (int i = 0; i < ID_LENGTH; i++) {
            if (i % 12 == 0) {
                bits = chance.getAsLong();
            }
            id[i] = ID_DIGITS.charAt((int) (bits & 31));
            bits >>>= 5;
        }
        return new String(id);
    }
}
