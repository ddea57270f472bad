package cairn.storage.folder;

import cairn.storage.folder.file.Disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/// The journal's files: one is written, some are full and wait for a checkpoint, some are free. A
/// file is used again and again; each use has a number, in the order of time, and files become free
/// in that order. Used under the store's lock.
final class Journal {
    static final int FILES = 4;
    private static final int MAGIC = 0x43524e48;
    static final int HEADER_BYTES = 32;

    /// One file in one use.
    record File(int index, Disk.OpenFile file, long use) {}

    private final Set<Care> cares;
    private final int fileBytes;
    private final Deque<File> free = new ArrayDeque<>();
    private final Deque<File> full = new ArrayDeque<>();
    private Optional<File> current = Optional.empty();
    private long lastUse;
    private int checksum;
    private int position;

    Journal(int fileBytes, Set<Care> cares) {
        this.fileBytes = fileBytes;
        this.cares = cares;
    }

    static String path(int index) {
        return "journal/" + index;
    }

    /// What the beginning of a journal file says.
    ///
    /// @param seed checksum of the last frame before this use
    record Header(long use, int seed) {
        byte[] encode() {
            ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES);
            out.putInt(MAGIC).putLong(use).putInt(seed);
            return out.putInt(HEADER_BYTES - 4, crc(out.array())).array();
        }

        static Optional<Header> decode(byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            return bytes.length >= HEADER_BYTES
                            && in.getInt() == MAGIC
                            && in.getInt(HEADER_BYTES - 4) == crc(bytes)
                    ? Optional.of(new Header(in.getLong(4), in.getInt(12)))
                    : Optional.empty();
        }

        private static int crc(byte[] bytes) {
            CRC32C crc = new CRC32C();
            crc.update(bytes, 0, HEADER_BYTES - 4);
            return (int) crc.getValue();
        }
    }

    /// Begins after a replay.
    ///
    /// @param used files with changes that may not be in files yet, oldest use first
    /// @param unused the others
    void begin(List<File> used, List<File> unused, long newestUse, int newestChecksum) {
        free.addAll(unused);
        full.addAll(used);
        lastUse = newestUse;
        checksum = newestChecksum;
    }

    /// Makes a journal file: all its bytes are there from the beginning, so that a later sync has
    /// no lengths to write.
    static File allocate(Disk disk, int index, int fileBytes) throws IOException {
        disk.createFolders("journal");
        Disk.OpenFile file = disk.create(path(index));
        byte[] zeros = new byte[1 << 16];
        for (int offset = 0; offset < fileBytes; offset += zeros.length) {
            file.write(offset, zeros, Math.min(zeros.length, fileBytes - offset));
        }
        file.sync();
        disk.syncFolder("journal");
        return new File(index, file, 0);
    }

    /// Number of bytes that one frame may have.
    int frameBytesMax() {
        return fileBytes - HEADER_BYTES;
    }

    /// Whether a frame of `bytes` needs another file than the current one.
    boolean needsFile(int bytes) {
        return current.isEmpty() || position + bytes > fileBytes;
    }

    boolean hasFree() {
        return !free.isEmpty();
    }

    /// Goes on in a free file. Its beginning is made sure of before any frame, so that frames
    /// without a beginning are damage.
    void rotate() throws IOException {
        current.ifPresent(full::add);
        File file = free.remove();
        lastUse++;
        File used = new File(file.index, file.file, lastUse);
        used.file.write(0, new Header(lastUse, checksum).encode(), HEADER_BYTES);
        used.file.sync();
        position = HEADER_BYTES;
        current = Optional.of(used);
    }

    /// The use that the next frame belongs to.
    long use() {
        return lastUse;
    }

    /// Writes one frame and makes sure of it.
    void append(List<Entry> entries) throws IOException {
        byte[] frame = Frame.encode(lastUse, checksum, entries);
        Disk.OpenFile file = current.orElseThrow().file;
        file.write(position, frame, frame.length);
        if (cares.contains(Care.SYNC_JOURNAL)) {
            file.sync();
        }
        position += frame.length;
        checksum = Frame.checksumOf(frame);
    }

    /// The newest use of the files that wait for a checkpoint; 0 if none does.
    long fullUse() {
        File newest = full.peekLast();
        return newest == null ? 0 : newest.use;
    }

    /// Frees the files up to a use: what they hold is in files.
    void recycle(long use) {
        while (!full.isEmpty() && full.getFirst().use <= use) {
            free.add(full.remove());
        }
    }

    void close() throws IOException {
        List<File> all = new ArrayList<>(free);
        all.addAll(full);
        current.ifPresent(all::add);
        for (File file : all) {
            file.file.close();
        }
    }
}
