package cairn.storage.folder.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A folder of the machine's file system.
///
/// Only the owner can access what it makes: folders 0700, files 0600. Symbolic links below the
/// folder are not followed, because the maker of a link could choose what is read and overwritten.
/// The path to the folder itself may contain links.
public final class RealDisk implements Disk {
    private static final int PIECE_BYTES = 256 << 10;
    private static final int REAL_FOLDERS_MAX = 10_000;

    /// Roots locked by this process. The system releases a process's lock as soon as the process
    /// closes any channel of the file. So a second holder must not even open it.
    private static final Set<Object> LOCKED = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final boolean posix;

    /// Folders below the root that are known to be folders, not links.
    private final Set<String> realFolders = ConcurrentHashMap.newKeySet();

    public RealDisk(Path root) throws IOException {
        this.posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!Files.isDirectory(root)) {
            Path parent = root.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectories(root, forOwner("rwx------"));
        }
        this.root = root.toRealPath();
    }

    private FileAttribute<?>[] forOwner(String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /// The real path, after a check that the folders above it are not links.
    private Path path(String path) throws IOException {
        int cut = path.lastIndexOf('/');
        if (cut > 0) {
            checkReal(path.substring(0, cut));
        }
        return path.isEmpty() ? root : root.resolve(path);
    }

    private void checkReal(String folder) throws IOException {
        if (realFolders.contains(folder)) {
            return;
        }
        Path place = path(folder);
        refuseLink(place);
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            if (realFolders.size() >= REAL_FOLDERS_MAX) {
                realFolders.clear();
            }
            realFolders.add(folder);
        }
    }

    private static void refuseLink(Path place) throws IOException {
        if (Files.isSymbolicLink(place)) {
            throw new IOException(
                    place
                            + " is a symbolic link; links inside the data folder are not followed:"
                            + " put what it leads to in its place");
        }
    }

    private FileChannel open(Path place, Set<OpenOption> options) throws IOException {
        try {
            return FileChannel.open(place, options, forOwner("rw-------"));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            refuseLink(place);
            throw e;
        }
    }

    private record ChannelFile(Path place, FileChannel channel) implements OpenFile {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        /// In pieces: a channel copies what it reads, and keeps a buffer of that size for the next
        /// read.
        @Override
        public int read(long offset, byte[] into, int length) throws IOException {
            int read = 0;
            while (read < length) {
                int count = Math.min(PIECE_BYTES, length - read);
                int got = channel.read(ByteBuffer.wrap(into, read, count), offset + read);
                if (got < 0) {
                    break;
                }
                read += got;
            }
            return read;
        }

        @Override
        public void write(long offset, byte[] bytes, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
            try {
                while (buffer.hasRemaining()) {
                    channel.write(buffer, offset + buffer.position());
                }
            } catch (IOException e) {
                throw new IOException(place + ": " + e.getMessage(), e);
            }
        }

        @Override
        public void sync() throws IOException {
            try {
                channel.force(false);
            } catch (IOException e) {
                throw new SyncFailed(place.toString(), e);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private record ChannelFolder(Path place, FileChannel channel) implements OpenFolder {
        @Override
        public void sync() throws IOException {
            try {
                channel.force(true);
            } catch (IOException e) {
                throw new SyncFailed(place.toString(), e);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    @Override
    public Optional<OpenFile> open(String path) throws IOException {
        Path place = path(path);
        // Checked first, because an exception costs more than the check. A file that cannot be
        // examined does not count as absent.
        if (Files.notExists(place, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            Set<OpenOption> options =
                    Set.of(
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new ChannelFile(place, open(place, options)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public OpenFile create(String path) throws IOException {
        Path place = path(path);
        Set<OpenOption> options =
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
        return new ChannelFile(place, open(place, options));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(
                path(from),
                path(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String path) throws IOException {
        Files.deleteIfExists(path(path));
    }

    @Override
    public Optional<OpenFolder> openFolder(String path) throws IOException {
        Path place = path(path);
        Set<OpenOption> options = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            return Optional.of(new ChannelFolder(place, open(place, options)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean createFolder(String path) throws IOException {
        Path place = path(path);
        try {
            Files.createDirectory(place, forOwner("rwx------"));
            return true;
        } catch (FileAlreadyExistsException e) {
            refuseLink(place);
            if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public List<Entry> list(String path) throws IOException {
        if (!path.isEmpty()) {
            checkReal(path);
        }
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(path(path))) {
            for (Path child : children) {
                entries.add(
                        new Entry(
                                child.getFileName().toString(),
                                Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)));
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }

    @Override
    public Optional<AutoCloseable> lock(String path) throws IOException {
        Object identity = identity();
        if (!LOCKED.add(identity)) {
            return Optional.empty();
        }
        Optional<FileChannel> locked = Optional.empty();
        try {
            locked = lockedChannel(path(path));
        } finally {
            if (locked.isEmpty()) {
                LOCKED.remove(identity);
            }
        }
        return locked.map(
                channel ->
                        () -> {
                            try {
                                channel.close();
                            } finally {
                                LOCKED.remove(identity);
                            }
                        });
    }

    /// An identity that is the same for all paths to the root.
    private Object identity() throws IOException {
        Object key = Files.readAttributes(root, BasicFileAttributes.class).fileKey();
        return key == null ? root : key;
    }

    private Optional<FileChannel> lockedChannel(Path place) throws IOException {
        FileChannel channel =
                open(
                        place,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS));
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by a copy of this class from another class loader.
            return Optional.empty();
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? Optional.empty() : Optional.of(channel);
    }
}
