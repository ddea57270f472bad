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

/// Compression of bodies, either way, and their limits.
public final class Bodies {
    /// DynamoDB's limit, as sent and unpacked.
    public static final int BYTES_MAX = 16 << 20;

    /// What a packed body may unpack to in any case.
    private static final int UNPACKED_BYTES = 1 << 20;

    /// How many times its length a longer one may become: JSON packs to a tenth, a bomb to a
    /// thousandth.
    private static final int UNPACKED_RATIO = 100;

    private static final int PIECE_BYTES = 16 << 10;

    private Bodies() {}

    /// The body is over a limit, as sent or unpacked.
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("body over its limit", null, false, false);
        }
    }

    static boolean isPacked(HttpQuestion question) {
        return switch (encoding(question)) {
            case "gzip", "deflate" -> true;
            default -> false;
        };
    }

    private static String encoding(HttpQuestion question) {
        return question.header("Content-Encoding").orElse("").toLowerCase(Locale.ROOT);
    }

    /// Weighs a body as unpacked, which takes no memory to speak of.
    ///
    /// @throws TooLarge over the limit, or packed more densely than requests are
    /// @throws Failure it does not unpack: DynamoDB's one 5xx for a client's fault
    static JsonWeight weight(HttpQuestion question, int bytesMax) {
        byte[] body = question.body();
        if (body.length > bytesMax) {
            throw new TooLarge();
        }
        if (!isPacked(question)) {
            return new JsonWeight().add(body, 0, body.length);
        }
        long dense = Math.max(UNPACKED_BYTES, (long) UNPACKED_RATIO * body.length);
        long most = Math.min(bytesMax, dense);
        JsonWeight weight = new JsonWeight();
        byte[] piece = new byte[PIECE_BYTES];
        try (InputStream in = unpacking(question)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                weight.add(piece, 0, read);
                if (weight.length() > most) {
                    throw new TooLarge();
                }
            }
        } catch (IOException e) {
            throw notPacked(question);
        }
        return weight;
    }

    /// The body, unpacked.
    ///
    /// @param length from its weight
    static byte[] unpacked(HttpQuestion question, long length) {
        if (!isPacked(question)) {
            return question.body();
        }
        byte[] bytes = new byte[Math.toIntExact(length)];
        try (InputStream in = unpacking(question)) {
            in.readNBytes(bytes, 0, bytes.length);
        } catch (IOException e) {
            throw notPacked(question);
        }
        return bytes;
    }

    private static InputStream unpacking(HttpQuestion question) throws IOException {
        InputStream in = new ByteArrayInputStream(question.body());
        return encoding(question).equals("gzip")
                ? new GZIPInputStream(in, PIECE_BYTES)
                : new InflaterInputStream(in);
    }

    private static Failure notPacked(HttpQuestion question) {
        return Failure.of(Failure.Type.INTERNAL, "The body is not " + encoding(question));
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
