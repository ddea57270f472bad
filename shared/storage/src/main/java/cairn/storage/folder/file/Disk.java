package cairn.storage.folder.file;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A folder and what is below it. Paths are relative, their parts parted by `/`.
///
/// What is promised: bytes written are sure to survive only once [OpenFile#sync] returned after the
/// write; a file's being there under its name, or gone, only once [#syncFolder] of its folder
/// returned after it. Whatever was not synced may survive whole, in part, in any order, or not at
/// all. A rename within a folder is seen whole or not at all.
public interface Disk {
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

        /// Makes sure of all that was written. If it throws, nothing is known of the bytes, and
        /// trying again proves nothing.
        void sync() throws IOException;

        @Override
        void close() throws IOException;
    }

    /// An entry of a folder.
    record Entry(String name, boolean folder) {}

    /// Opens a file; absent if there is none.
    Optional<OpenFile> open(String path) throws IOException;

    /// Opens a new, empty file in the place of any that was there.
    OpenFile create(String path) throws IOException;

    /// Gives a file another name in the same folder, in the place of any that had it.
    void rename(String from, String to) throws IOException;

    /// Deletes a file; one that is absent is fine.
    void delete(String path) throws IOException;

    /// Makes sure of the names in a folder.
    void syncFolder(String path) throws IOException;

    /// Makes a folder and those above it, and makes sure that they are there.
    void createFolders(String path) throws IOException;

    /// What is in a folder, in any order; nothing if there is none.
    List<Entry> list(String path) throws IOException;

    /// Takes a lock that no other process, and no other holder in this one, has; absent if one has.
    Optional<AutoCloseable> lock(String path) throws IOException;
}
