package cairn.storage.folder;

import cairn.storage.folder.file.Disk;
import cairn.storage.port.ByteRange;
import cairn.storage.port.Content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/// Files of single objects: 32 bytes with the version and the length, then the object.
///
/// A file is written in [#INCOMING], synced, and renamed into its place. Errors before the rename
/// affect only that object, unless a sync fails ([Disk.SyncFailed]). Thread-safe.
final class ObjectFile {
    /// The folder of files that are not in their place yet.
    static final String INCOMING = "incoming";

    private static final int PIECE_BYTES = 256 << 10;
    private static final int MAGIC = 0x43524e4f; // "CRNO"
    private static final int HEADER_BYTES = 32;

    /// An object in its file, or the requested part of it.
    record Found(Stamp stamp, long length, byte[] bytes) {}

    private final Disk disk;
    private final Folders folders;
    private final Set<FolderRule> rules;

    ObjectFile(Disk disk, Folders folders, Set<FolderRule> rules) {
        this.disk = disk;
        this.folders = folders;
        this.rules = rules;
    }

    /// Reads the part of `range` that is in the file at `path`; absent if the file does not exist.
    Optional<Found> read(String path, ByteRange range) throws IOException {
        Optional<Disk.OpenFile> opened = disk.open(path);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (Disk.OpenFile file = opened.get()) {
            Found header = header(path, file);
            long from = Math.min(range.offset(), header.length);
            int length = (int) (Math.min(range.end(), header.length) - from);
            byte[] bytes = file.read(HEADER_BYTES + from, length);
            if (bytes.length != length) {
                throw new Damage("file " + path + " ended early");
            }
            return Optional.of(new Found(header.stamp, header.length, bytes));
        }
    }

    private static Found header(String path, Disk.OpenFile file) throws IOException {
        byte[] bytes = file.read(0, HEADER_BYTES);
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER_BYTES
                || header.getInt() != MAGIC
                || header.getInt(HEADER_BYTES - 4) != crc(bytes)) {
            throw new Damage("file " + path + " does not begin as an object's file");
        }
        Stamp stamp = new Stamp(header.getLong(), header.getLong());
        long length = header.getLong();
        if (length != file.size() - HEADER_BYTES) {
            throw new Damage("file " + path + " has another length than it says");
        }
        return new Found(stamp, length, new byte[0]);
    }

    private static int crc(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, HEADER_BYTES - 4);
        return (int) crc.getValue();
    }

    private String scratch(String path, Stamp stamp) {
        return rules.contains(FolderRule.TEMPORARY_FILE)
                ? INCOMING + "/" + stamp.version().tag()
                : path;
    }

    /// Writes an object to a temporary file for [#place]; leaves nothing if it throws.
    void prepare(String path, Stamp stamp, Content object) throws IOException {
        folders.make(FileNames.folderOf(path));
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putInt(MAGIC).putLong(stamp.epoch()).putLong(stamp.number());
        header.putLong(object.length()).putInt(crc(header.array()));
        try (Disk.OpenFile file = disk.create(scratch(path, stamp))) {
            write(file, header.array(), object);
            if (rules.contains(FolderRule.SYNC_FILE)) {
                file.sync();
            }
        } catch (Disk.SyncFailed e) {
            throw e;
        } catch (IOException e) {
            discard(path, stamp);
            throw e;
        }
    }

    /// Writes header and object in pieces, so that a large object needs no second copy in memory.
    private static void write(Disk.OpenFile file, byte[] header, Content object)
            throws IOException {
        int size = Math.min(PIECE_BYTES, header.length + object.length());
        ByteBuffer piece = ByteBuffer.allocate(size).put(header);
        long offset = 0;
        for (byte[] part : object.parts()) {
            for (int from = 0; from < part.length; ) {
                if (!piece.hasRemaining()) {
                    file.write(offset, piece.array(), size);
                    offset += size;
                    piece.clear();
                }
                int count = Math.min(piece.remaining(), part.length - from);
                piece.put(part, from, count);
                from += count;
            }
        }
        file.write(offset, piece.array(), piece.position());
    }

    /// Moves the prepared file to its place; durable only after a sync of the folder.
    void place(String path, Stamp stamp) throws IOException {
        if (rules.contains(FolderRule.TEMPORARY_FILE)) {
            disk.rename(scratch(path, stamp), path);
        }
    }

    /// Deletes the prepared file.
    void discard(String path, Stamp stamp) throws IOException {
        disk.delete(scratch(path, stamp));
    }

    void delete(String path) throws IOException {
        disk.delete(path);
    }

    /// The folder of `path`, for [#sync]. It is opened before a file is placed there, so that a
    /// missing descriptor never prevents the sync of a placed file.
    Disk.OpenFolder folderOf(String path) throws IOException {
        return disk.openFolder(FileNames.folderOf(path))
                .orElseThrow(() -> new IOException("the folder of " + path + " is gone"));
    }

    /// Makes all placings and deletions in a folder durable.
    void sync(Disk.OpenFolder folder) throws IOException {
        if (rules.contains(FolderRule.SYNC_FOLDER)) {
            folder.sync();
        }
    }

    /// The same for a folder that may be absent.
    void sync(String folder) throws IOException {
        if (rules.contains(FolderRule.SYNC_FOLDER)) {
            disk.syncFolder(folder);
        }
    }

    /// At opening: deletes the files that the last process left without a place.
    void emptyIncoming() throws IOException {
        // Also syncs the top folder, whose newest name may be that of `format`.
        folders.make(INCOMING);
        for (Disk.Entry entry : disk.list(INCOMING)) {
            disk.delete(INCOMING + "/" + entry.name());
        }
    }
}
