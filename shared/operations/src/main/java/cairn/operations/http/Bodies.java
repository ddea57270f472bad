package cairn.operations.http;

import cairn.operations.wire.Failure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/// Compression of bodies, either way, and their limit.
public final class Bodies {
    public static final int BYTES_MAX = 16 << 20;

    private Bodies() {}

    /// The body is over the limit, as sent or unpacked.
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("body over 16 MB", null, false, false);
        }
    }

    /// The body, unpacked.
    ///
    /// @throws TooLarge over 16 MB
    /// @throws Failure it does not unpack: DynamoDB's one 5xx for a client's fault
    static byte[] decoded(HttpQuestion question) {
        byte[] body = question.body();
        if (body.length > BYTES_MAX) {
            throw new TooLarge();
        }
        String encoding = question.header("Content-Encoding").orElse("").toLowerCase(Locale.ROOT);
        try {
            return switch (encoding) {
                case "gzip" -> all(new GZIPInputStream(new ByteArrayInputStream(body)));
                case "deflate" -> all(new InflaterInputStream(new ByteArrayInputStream(body)));
                default -> body;
            };
        } catch (IOException e) {
            throw Failure.of(Failure.Type.INTERNAL, "The body is not " + encoding);
        }
    }

    private static byte[] all(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw new TooLarge();
        }
        return bytes;
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
