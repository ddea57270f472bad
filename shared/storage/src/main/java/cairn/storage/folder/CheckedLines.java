package cairn.storage.folder;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Small texts in files: lines, followed by a line with their checksum.
final class CheckedLines {
    private static final String LABEL = "crc32c ";
    private static final int LAST_LINE = LABEL.length() + 8 + 1;

    private CheckedLines() {}

    /// @param lines ASCII; each ends with a newline
    static byte[] encode(String lines) {
        return (lines + lastLine(lines)).getBytes(StandardCharsets.US_ASCII);
    }

    /// The lines; absent if they differ from what was written.
    static Optional<String> decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String lines = text.substring(0, Math.max(0, text.length() - LAST_LINE));
        return text.equals(lines + lastLine(lines)) ? Optional.of(lines) : Optional.empty();
    }

    private static String lastLine(String lines) {
        CRC32C crc = new CRC32C();
        crc.update(lines.getBytes(StandardCharsets.ISO_8859_1));
        return "%s%08x\n".formatted(LABEL, (int) crc.getValue());
    }
}
