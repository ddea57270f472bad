package cairn.api;

import cairn.operations.http.HttpAnswer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// An answer in the form that front doors expect; one form serves both payload formats. A body is
/// usually sent as text. It is sent in base64 if it is compressed, is not UTF-8, or would be too
/// long after escaping.
final class AnswerText {
    /// The longest answer that Lambda carries: 6 MB, as AWS counts them in the message of its
    /// refusal.
    static final int BYTES_MAX = 6_291_556;

    /// The longest body that fits in base64 together with the rest of an answer.
    static final int BODY_BYTES_MAX = 4_600_000;

    private static final JsonFactory JSON = new JsonFactory();

    private AnswerText() {}

    /// The text; empty if it would be longer than Lambda carries.
    static Optional<byte[]> of(HttpAnswer answer) {
        boolean packed = answer.headers().containsKey("Content-Encoding");
        if (!packed && isText(answer.body())) {
            byte[] text = written(answer, false);
            if (text.length <= BYTES_MAX) {
                return Optional.of(text);
            }
        }
        byte[] text = written(answer, true);
        return text.length <= BYTES_MAX ? Optional.of(text) : Optional.empty();
    }

    private static byte[] written(HttpAnswer answer, boolean base64) {
        byte[] body = answer.body();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length * 4 / 3 + 512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("statusCode", answer.status());
            json.writeObjectFieldStart("headers");
            for (var header : answer.headers().entrySet()) {
                json.writeStringField(header.getKey(), header.getValue());
            }
            json.writeEndObject();
            json.writeBooleanField("isBase64Encoded", base64);
            json.writeFieldName("body");
            if (base64) {
                json.writeString(Base64.getEncoder().encodeToString(body));
            } else {
                json.writeUTF8String(body, 0, body.length);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("a write to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static boolean isText(byte[] body) {
        for (byte b : body) {
            if (b < 0) {
                return isUtf8(body);
            }
        }
        return true;
    }

    private static boolean isUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
