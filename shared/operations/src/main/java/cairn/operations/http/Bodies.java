package cairn.operations.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/// What holds for the bodies of all requests and answers.
public final class Bodies {
    /// DynamoDB's limit, as sent and unpacked.
    public static final int BYTES_MAX = 16 << 20;

    private Bodies() {}

    /// The body is over a limit, as sent or unpacked.
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("body over its limit", null, false, false);
        }
    }

    static byte[] zipped(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 2);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes all", e);
        }
        return bytes.toByteArray();
    }
}
