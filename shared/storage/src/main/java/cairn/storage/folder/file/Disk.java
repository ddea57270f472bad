package cairn.storage.folder.file;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A folder and its contents. Paths are relative, separated by `/`; the empty path is the folder
/// itself.
///
/// The promise: bytes are durable only once an [OpenFile#sync] after their write has returned. An
/// added or removed name is durable only once an [OpenFolder#sync] of its folder after the change
/// has returned. Whatever was not synced may survive a power loss completely, in part, in any
/// order, or not at all. The end of a process loses nothing, and makes nothing durable. A rename is
/// visible completely or not at all.
public interface Disk {
    /// A sync failed: it is unknown which of the bytes or names are durable. A later successful
    /// sync proves nothing about them. Only writing them again and syncing that does.
    final class SyncFailed extends IOException {
        private static final long serialVersionUID = 1L;

        public SyncFailed(String path, Exception cause) {
            super("sync of %s failed: %s".formatted(path, cause.getMessage()), cause);
        }
    }

    /// A file that is open for reading and writing. Thread-safe.
    interface OpenFile extends AutoCloseable {
        long size() throws IOException;

        /// Reads up to `length` bytes into the start of `into`; fewer only at the end of the file.
        ///
        /// @return the number of bytes
        int read(long offset, byte[] into, int length) throws IOException;

        /// The same, in a new array.
        default byte[] read(long offset, int length) throws IOException {
            byte[] bytes = new byte[length];
            int count = read(offset, bytes, length);
            return count == length ? bytes : Arrays.copyOf(bytes, count);
        }

        void write(long offset, byte[] bytes, int length) throws IOException;

        /// Makes everything that was written durable.
        ///
        /// @throws SyncFailed as described there
        void sync() throws IOException;

        @Override
        void close() throws IOException;
    }

    /// A folder that is open for syncing its names.
    interface OpenFolder extends AutoCloseable {
        /// Makes all added and removed names in the folder durable.
        ///
        /// @throws SyncFailed as described there
        void sync() throws IOException;

        @Override
        void close() throws IOException;
    }

    /// An entry of a folder.
    record Entry(String name, boolean folder) {}

    /// Opens a file; absent if it does not exist.
    Optional<OpenFile> open(String path) throws IOException;

    /// Opens a new, empty file, which replaces any file at the path.
    OpenFile create(String path) throws IOException;

    /// Renames a file, which replaces any file of the new name.
    void rename(String from, String to) throws IOException;

    /// Deletes a file, if it exists.
    void delete(String path) throws IOException;

    /// Opens a folder; absent if it does not exist.
    Optional<OpenFolder> openFolder(String path) throws IOException;

    /// Makes all added and removed names in a folder durable, if the folder exists.
    default void syncFolder(String path) throws IOException {
        Optional<OpenFolder> opened = openFolder(path);
        if (opened.isPresent()) {
            try (OpenFolder folder = opened.get()) {
                folder.sync();
            }
        }
    }

    /// Makes a folder in an existing one.
    ///
    /// @return false if it already existed, which does not show whether it is durable
    boolean createFolder(String path) throws IOException;

    /// The entries of a folder, in any order; none if it does not exist.
    List<Entry> list(String path) throws IOException;

    /// Takes a lock that excludes other processes and other holders in this one; absent if it is
    /// held.
    Optional<AutoCloseable> lock(String path) throws IOException;
}
