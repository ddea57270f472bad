package cairn.storage.register;

import static java.nio.charset.StandardCharsets.US_ASCII;

import cairn.storage.port.CorruptObject;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.TooNew;
import cairn.storage.port.UnreadableObject;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// An object of text with a checksum. Any editor can display it, and any changed bit is detected.
///
/// It has one line (kind, format, checksum), then the text, then spaces up to the required length,
/// then a line end. The checksum covers the object's key and every byte except its own eight
/// digits, which have only one spelling.
public final class CheckedText {
    private static final int CHECKSUM_DIGITS = 8;
    private static final int FIRST_LINE_BYTES_MAX = 32;

    /// The kinds of such objects.
    public enum Kind {
        /// An object of the catalog.
        CATALOG("CRNT", 3),
        /// The access keys.
        ACCESS_KEYS("CRNK", 2);

        private final String magic;
        private final int format;

        Kind(String magic, int format) {
            this.magic = magic;
            this.format = format;
        }

        private String beginning() {
            return magic + ' ' + format + ' ';
        }
    }

    private CheckedText() {}

    /// The number of bytes of `text` and the first line; the object may be padded to more.
    static int bytesMin(Kind kind, byte[] text) {
        return kind.beginning().length() + CHECKSUM_DIGITS + 1 + text.length + 1;
    }

    /// The object that holds `text`.
    ///
    /// @param length of the object, at least [#bytesMin]
    static byte[] encode(Kind kind, ObjectKey key, byte[] text, int length) {
        if (length < bytesMin(kind, text)) {
            throw new IllegalStateException(
                    "%s of more than %d bytes".formatted(kind.magic, length));
        }
        byte[] beginning = kind.beginning().getBytes(US_ASCII);
        int start = beginning.length + CHECKSUM_DIGITS + 1;
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, start, length, (byte) ' ');
        bytes[start - 1] = '\n';
        bytes[length - 1] = '\n';
        ByteBuffer.wrap(bytes).put(beginning).position(start).put(text);
        byte[] digits = checksum(key, bytes, start).getBytes(US_ASCII);
        System.arraycopy(digits, 0, bytes, beginning.length, digits.length);
        return bytes;
    }

    /// Checks the whole object.
    ///
    /// @return where the text starts; it continues to the end
    /// @throws CorruptObject something differs from what was written
    public static int textStart(Kind kind, ObjectKey key, byte[] bytes) {
        String line = new String(bytes, 0, Math.min(bytes.length, FIRST_LINE_BYTES_MAX), US_ASCII);
        if (line.startsWith("{")) {
            throw new CorruptObject(
                    "an object of an earlier Cairn, whose data this one does not read"
                            + " (begin with an empty folder or bucket)",
                    key,
                    0);
        }
        if (!line.startsWith(kind.magic + ' ')) {
            throw new CorruptObject("object of another kind", key, 0);
        }
        int checksumAt = line.indexOf(' ', kind.magic.length() + 1) + 1;
        int start = checksumAt + CHECKSUM_DIGITS + 1;
        if (checksumAt == 0
                || bytes.length <= start
                || !line.startsWith(checksum(key, bytes, start) + '\n', checksumAt)) {
            throw new CorruptObject("checksum of the object", key, kind.magic.length());
        }
        if (!line.startsWith(kind.beginning())) {
            throw otherFormat(kind, key, line.substring(kind.magic.length() + 1, checksumAt - 1));
        }
        return start;
    }

    private static UnreadableObject otherFormat(Kind kind, ObjectKey key, String found) {
        if (found.matches("[1-9]\\d{0,8}") && Integer.parseInt(found) > kind.format) {
            return new TooNew("format %s, not %d,".formatted(found, kind.format), key);
        }
        return new CorruptObject(
                "an object of an earlier Cairn (format %s), whose data this one does not read"
                                .formatted(found)
                        + " (begin with an empty folder or bucket)",
                key,
                kind.magic.length() + 1);
    }

    private static String checksum(ObjectKey key, byte[] bytes, int start) {
        CRC32C crc = new CRC32C();
        crc.update(key.name().getBytes(US_ASCII));
        crc.update(bytes, 0, start - CHECKSUM_DIGITS - 1);
        crc.update(bytes, start - 1, bytes.length - start + 1);
        return "%08x".formatted(crc.getValue());
    }
}
