package cairn.storage.folder.file;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A folder and what is below it. Paths are relative, separated by `/`; the empty path is the
/// folder itself.
///
/// What is promised: bytes are durable only once [OpenFile#sync] returned after the write; a name
/// given or taken is durable only once [OpenFolder#sync] of its folder returned after it. Whatever
/// was not synced may survive a power loss whole, in part, in any order, or not at all. The end of
/// a process loses nothing, and makes nothing durable. A rename is seen whole or not at all.
public interface Disk {
    /// A sync failed: it is unknown which of the bytes or names are durable, and a later sync that
    /// succeeds proves nothing about them. Only writing them again and syncing that does.
    final class SyncFailed extends IOException {
        private static final long serialVersionUID = 1L;

        public SyncFailed(String path, Exception cause) {
            super("sync of %s failed: %s".formatted(path, cause.getMessage()), cause);
        }
    }

    /// A file that is open for reading and writing. Safe for use by several threads.
    interface OpenFile extends AutoCloseable {
        long size() throws IOException;

        /// Reads up to `length` bytes to the beginning of `into`; fewer only at the end of the
        /// file.
        ///
        /// @return how many
        int read(long offset, byte[] into, int length) throws IOException;

        /// The same, in an array of their own.
        default byte[] read(long offset, int length) throws IOException {
            byte[] bytes = new byte[length];
            int count = read(offset, bytes, length);
            return count == length ? bytes : Arrays.copyOf(bytes, count);
        }

        void write(long offset, byte[] bytes, int length) throws IOException;

        /// Makes everything that was written durable.
        ///
        /// @throws SyncFailed see there
        void sync() throws IOException;

        @Override
        void close() throws IOException;
    }

    /// A folder that is open for syncing its names.
    interface OpenFolder extends AutoCloseable {
        /// Makes all names given and taken in the folder durable.
        ///
        /// @throws SyncFailed see there
        void sync() throws IOException;

        @Override
        void close() throws IOException;
    }

    /// An entry of a folder.
    record Entry(String name, boolean folder) {}

    /// Opens a file; absent if it does not exist.
    Optional<OpenFile> open(String path) throws IOException;

    /// Opens a new, empty file in the place of any that was there.
    OpenFile create(String path) throws IOException;

    /// Gives a file another name, in the place of any that had it.
    void rename(String from, String to) throws IOException;

    /// Deletes a file; one that is absent is fine.
    void delete(String path) throws IOException;

    /// Opens a folder; absent if it does not exist.
    Optional<OpenFolder> openFolder(String path) throws IOException;

    /// Makes all names given and taken in a folder durable, if there is one.
    default void syncFolder(String path) throws IOException {
        Optional<OpenFolder> opened = openFolder(path);
        if (opened.isPresent()) {
            try (OpenFolder folder = opened.get()) {
                folder.sync();
            }
        }
    }

    /// Makes a folder in one that is there.
    ///
    /// @return false if it was there already, which says nothing about its being durable
    boolean createFolder(String path) throws IOException;

    /// What is in a folder, in any order; nothing if there is none.
    List<Entry> list(String path) throws IOException;

    /// Takes a lock that no other process, and no other holder in this one, has; absent if one has.
    Optional<AutoCloseable> lock(String path) throws IOException;
}
