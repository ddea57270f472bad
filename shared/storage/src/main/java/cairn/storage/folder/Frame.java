package cairn.storage.folder;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/// One write to a journal file: several entries, all valid or none.
///
/// Its checksum covers the use of the file and the checksum of the previous frame. So a recycled
/// file's old bytes, or a frame after a torn one, are never valid.
///
/// @param previous checksum of the previous frame
/// @param checksum its own checksum
record Frame(long use, int previous, int checksum, List<Entry> entries, int sizeBytes) {
    static final int MAGIC = 0x43524e4a; // "CRNJ"
    static final int HEADER_BYTES = 24;

    static byte[] encode(long use, int previous, List<Entry> entries) {
        int size = HEADER_BYTES;
        for (Entry entry : entries) {
            size += entry.sizeBytes();
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putInt(MAGIC).putInt(size).putLong(use).putInt(previous).putInt(0);
        entries.forEach(entry -> entry.write(out));
        out.putInt(HEADER_BYTES - 4, checksum(out.array(), 0, size));
        return out.array();
    }

    private static int checksum(byte[] bytes, int from, int size) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, HEADER_BYTES - 4);
        crc.update(bytes, from + HEADER_BYTES, size - HEADER_BYTES);
        return (int) crc.getValue();
    }

    /// The checksum of an encoded frame.
    static int checksumOf(byte[] frame) {
        return ByteBuffer.wrap(frame).getInt(HEADER_BYTES - 4);
    }

    /// The frame at `offset`; absent if there is no complete one.
    static Optional<Frame> decode(byte[] bytes, int offset) {
        if (offset > bytes.length - HEADER_BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, bytes.length - offset);
        if (in.getInt() != MAGIC) {
            return Optional.empty();
        }
        int size = in.getInt();
        long use = in.getLong();
        int previous = in.getInt();
        int checksum = in.getInt();
        if (size < HEADER_BYTES
                || size > bytes.length - offset
                || checksum != checksum(bytes, offset, size)) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>();
        ByteBuffer body =
                ByteBuffer.wrap(bytes, offset + HEADER_BYTES, size - HEADER_BYTES).slice();
        while (body.hasRemaining()) {
            entries.add(Entry.read(body));
        }
        return Optional.of(new Frame(use, previous, checksum, entries, size));
    }
}
