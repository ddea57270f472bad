package cairn.operations.http;

import cairn.operations.wire.Failure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// The body of a request, which may be compressed.
///
/// @param encoding the compression that the client states, in lower case; empty for none
/// @param sent as received
public record Body(String encoding, byte[] sent) {
    /// DynamoDB's limit, both compressed and decompressed.
    public static final int BYTES_MAX = 16 << 20;

    /// A packed body may always unpack to this length.
    private static final int UNPACKED_BYTES = 1 << 20;

    /// Limit on how much a larger body may expand: JSON compresses to a tenth, a zip bomb to a
    /// thousandth.
    private static final int UNPACKED_RATIO = 100;

    private static final int PIECE_BYTES = 16 << 10;

    static Body of(HttpQuestion question) {
        String encoding = question.header("Content-Encoding").orElse("");
        return new Body(encoding.toLowerCase(Locale.ROOT), question.body());
    }

    boolean isPacked() {
        return encoding.equals("gzip") || encoding.equals("deflate");
    }

    /// Estimates its weight when decompressed, with little memory.
    ///
    /// @throws TooLarge over the limit, or compressed more densely than requests are
    /// @throws Failure it can't be decompressed: DynamoDB's only 5xx for a client's mistake
    JsonWeight weight(int bytesMax) {
        if (sent.length > bytesMax) {
            throw new TooLarge();
        }
        if (!isPacked()) {
            return new JsonWeight().add(sent, 0, sent.length);
        }
        long dense = Math.max(UNPACKED_BYTES, (long) UNPACKED_RATIO * sent.length);
        long most = Math.min(bytesMax, dense);
        JsonWeight weight = new JsonWeight();
        byte[] piece = new byte[PIECE_BYTES];
        try (InputStream in = unpacking()) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                weight.add(piece, 0, read);
                if (weight.length() > most) {
                    throw new TooLarge();
                }
            }
        } catch (IOException e) {
            throw notPacked();
        }
        return weight;
    }

    /// Its bytes, decompressed.
    ///
    /// @param length from its weight
    byte[] unpacked(long length) {
        if (!isPacked()) {
            return sent;
        }
        byte[] bytes = new byte[Math.toIntExact(length)];
        try (InputStream in = unpacking()) {
            in.readNBytes(bytes, 0, bytes.length);
        } catch (IOException e) {
            throw notPacked();
        }
        return bytes;
    }

    private InputStream unpacking() throws IOException {
        InputStream in = new ByteArrayInputStream(sent);
        return encoding.equals("gzip") ? new Gunzip(in) : new InflaterInputStream(in);
    }

    /// The JDK's own recurses for each empty member, until the stack overflows.
    private static final class Gunzip extends GZIPInputStream {
        private static final int EMPTY_MEMBERS_MAX = 8;

        private int depth;

        Gunzip(InputStream in) throws IOException {
            super(in, PIECE_BYTES);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (depth == EMPTY_MEMBERS_MAX) {
                throw new ZipException("too many empty members");
            }
            depth++;
            try {
                return super.read(into, offset, length);
            } finally {
                depth--;
            }
        }
    }

    private Failure notPacked() {
        return Failure.of(Failure.Type.INTERNAL, HttpMessage.NOT_UNPACKED, encoding);
    }

    /// The body exceeds a limit, compressed or decompressed.
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("body over its limit", null, false, false);
        }
    }
}
