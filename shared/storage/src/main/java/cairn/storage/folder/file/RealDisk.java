package cairn.storage.folder.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A folder of the machine's file system.
public final class RealDisk implements Disk {
    private static final int PIECE_BYTES = 256 << 10;

    private final Path root;

    public RealDisk(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root);
    }

    private Path path(String path) {
        return path.isEmpty() ? root : root.resolve(path);
    }

    private record ChannelFile(FileChannel channel) implements OpenFile {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        /// By pieces: a channel copies what it reads, and keeps as large a buffer for the next.
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
            while (buffer.hasRemaining()) {
                int written = channel.write(buffer, offset + buffer.position());
                if (written < 0) {
                    throw new IOException("nothing was written");
                }
            }
        }

        @Override
        public void sync() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    @Override
    public Optional<OpenFile> open(String path) throws IOException {
        // Asked first because the exception costs more than the question.
        if (!Files.exists(path(path))) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ChannelFile(
                            FileChannel.open(
                                    path(path),
                                    StandardOpenOption.READ,
                                    StandardOpenOption.WRITE)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public OpenFile create(String path) throws IOException {
        return new ChannelFile(
                FileChannel.open(
                        path(path),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE));
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
    public void syncFolder(String path) throws IOException {
        try (FileChannel folder = FileChannel.open(path(path), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    @Override
    public void createFolders(String path) throws IOException {
        Path folder = path(path);
        if (Files.isDirectory(folder)) {
            return;
        }
        int cut = path.lastIndexOf('/');
        String parent = cut < 0 ? "" : path.substring(0, cut);
        if (!path.isEmpty()) {
            createFolders(parent);
        }
        Files.createDirectories(folder);
        syncFolder(parent);
    }

    @Override
    public List<Entry> list(String path) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(path(path))) {
            for (Path child : children) {
                entries.add(new Entry(child.getFileName().toString(), Files.isDirectory(child)));
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        return entries;
    }

    @Override
    public Optional<AutoCloseable> lock(String path) throws IOException {
        FileChannel channel =
                FileChannel.open(path(path), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            return Optional.empty();
        }
        channel.close();
        return Optional.empty();
    }
}
