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

/// The journal's files: one is written, some are full and wait for a checkpoint, some are free.
/// Files are reused; each use has a number, in chronological order, and files become free in that
/// order. Used under the store's lock.
final class Journal implements AutoCloseable {
    static final String FOLDER = "journal";
    static final int HEADER_BYTES = 32;
    private static final int MAGIC = 0x43524e55; // "CRNU"

    /// One file in one use.
    record File(int index, Disk.OpenFile file, long use) {}

    /// The findings of an opening.
    ///
    /// @param used files with changes that may not be in objects' files yet, oldest use first; the
    ///   last one is continued
    /// @param free the other files
    /// @param newestUse the highest number of a use so far
    /// @param checksum of the last frame
    /// @param position after the last frame
    /// @param marked whether the last frame marks an end
    record Found(
            List<File> used,
            List<File> free,
            long newestUse,
            int checksum,
            int position,
            boolean marked) {}

    private final Set<FolderRule> rules;
    private final int fileBytes;
    private final Deque<File> free;
    private final Deque<File> full;
    private Optional<File> current;
    private long lastUse;
    private int checksum;
    private int position;
    private boolean marked;

    /// Continues where an opening found the end.
    Journal(Folder.Layout layout, Found found, Set<FolderRule> rules) {
        this.fileBytes = layout.fileBytes();
        this.rules = rules;
        this.free = new ArrayDeque<>(found.free);
        this.full = new ArrayDeque<>(found.used);
        this.current = Optional.ofNullable(full.pollLast());
        this.lastUse = found.newestUse;
        this.checksum = found.checksum;
        this.position = found.position;
        this.marked = found.marked;
    }

    static String path(int index) {
        return FOLDER + "/" + index;
    }

    /// The contents of a journal file's start.
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

    /// Makes a journal file at its full length, so that a later write needs no space and a later
    /// sync has no lengths to write.
    static void allocate(Disk disk, int index, int fileBytes) throws IOException {
        try (Disk.OpenFile file = disk.create(path(index))) {
            byte[] zeros = new byte[1 << 16];
            for (int offset = 0; offset < fileBytes; offset += zeros.length) {
                file.write(offset, zeros, Math.min(zeros.length, fileBytes - offset));
            }
            file.sync();
        }
    }

    /// The largest number of bytes of one frame.
    int frameBytesMax() {
        return fileBytes - HEADER_BYTES - Frame.HEADER_BYTES - reserveBytes();
    }

    /// Room in the last free file that is reserved for changes that free space. If a checkpoint
    /// finds no space for the journal's contents, only such changes can continue.
    int reserveBytes() {
        return rules.contains(FolderRule.KEEP_RESERVE) ? fileBytes / 4 : 0;
    }

    /// Whether a frame of `bytes` fits into the current file, followed by a mark of the end.
    ///
    /// @param kept bytes that must stay free in the last file
    boolean fits(int bytes, int kept) {
        int end = fileBytes - Frame.HEADER_BYTES - (free.isEmpty() ? kept : 0);
        return current.isPresent() && position + bytes <= end;
    }

    boolean hasFree() {
        return !free.isEmpty();
    }

    /// Whether a small frame always finds room.
    boolean roomy() {
        return free.size() > 1;
    }

    /// Continues in a free file. The file's header is durable before any frame, so that frames
    /// without a header are damage.
    void rotate() throws IOException {
        current.ifPresent(full::add);
        File file = free.remove();
        lastUse++;
        File used = new File(file.index, file.file, lastUse);
        used.file.write(0, new Header(lastUse, checksum).encode(), HEADER_BYTES);
        used.file.sync();
        position = HEADER_BYTES;
        marked = false;
        current = Optional.of(used);
    }

    /// The use that the next frame belongs to.
    long use() {
        return lastUse;
    }

    /// Writes one frame and makes it durable.
    void append(List<Entry> entries) throws IOException {
        byte[] frame = Frame.encode(lastUse, checksum, entries);
        Disk.OpenFile file = current.orElseThrow().file;
        file.write(position, frame, frame.length);
        if (rules.contains(FolderRule.SYNC_JOURNAL)) {
            file.sync();
        }
        position += frame.length;
        checksum = Frame.checksumOf(frame);
        marked = entries.isEmpty();
    }

    /// Marks the end by a frame without changes. Damage before the mark is then followed by valid
    /// data, so it is not mistaken for a torn end.
    void markEnd() throws IOException {
        if (rules.contains(FolderRule.MARK_END) && !marked && fits(0, 0)) {
            append(List.of());
        }
    }

    /// The newest use of the files that wait for a checkpoint; 0 if none does.
    long fullUse() {
        File newest = full.peekLast();
        return newest == null ? 0 : newest.use;
    }

    /// Frees the files up to a use, because their changes are in objects' files.
    void recycle(long use) {
        while (!full.isEmpty() && full.getFirst().use <= use) {
            free.add(full.remove());
        }
    }

    @Override
    public void close() throws IOException {
        List<File> all = new ArrayList<>(free);
        all.addAll(full);
        current.ifPresent(all::add);
        for (File file : all) {
            file.file.close();
        }
    }
}
