package cairn.server;

import cairn.operations.access.MasterKey;
import cairn.storage.environment.Environment;
import cairn.storage.port.DataKeyUnavailable;
import cairn.storage.port.DataKeys;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/// Data keys wrapped by a key in a file that only its owner can read (mode 0600). The file is made
/// together with the first data key. It is one line of text: a word that names the format, and the
/// key in base64. Thread-safe.
final class KeyFile implements DataKeys {
    private static final String FORMAT = "cairn-key-1";
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    private final Path path;
    private final Environment environment;
    private volatile @Nullable MasterKey loaded;

    KeyFile(Path path, Environment environment) {
        this.path = path;
        this.environment = environment;
    }

    /// The default path, which is never in a store.
    static Path usual() {
        String configured = System.getenv("XDG_CONFIG_HOME");
        Path config =
                configured != null && !configured.isEmpty()
                        ? Path.of(configured)
                        : Path.of(System.getProperty("user.home"), ".config");
        return config.resolve("cairn").resolve("key");
    }

    @Override
    public String name() {
        return key().name();
    }

    @Override
    public DataKey fresh(String context) {
        if (loaded == null && !Files.exists(path)) {
            make();
        }
        return key().fresh(context);
    }

    @Override
    public byte[] open(byte[] wrapped, String context) {
        return key().open(wrapped, context);
    }

    private MasterKey key() {
        MasterKey known = loaded;
        if (known == null) {
            known = new MasterKey(read(), environment);
            loaded = known;
        }
        return known;
    }

    private byte[] read() {
        try {
            if (isPosix(path) && !OWNERS.containsAll(Files.getPosixFilePermissions(path))) {
                throw new DataKeyUnavailable(
                        "the key file %s can be read by others; run: chmod 600 %s"
                                .formatted(path, path));
            }
            String[] words = Files.readString(path).strip().split(" ", -1);
            if (words.length == 2 && words[0].equals(FORMAT)) {
                byte[] key = Base64.getDecoder().decode(words[1]);
                if (key.length == BYTES) {
                    return key;
                }
            }
        } catch (NoSuchFileException e) {
            throw new DataKeyUnavailable(
                    "there is no key file %s; without the one that access keys were made with they"
                                    .formatted(path)
                            + " can't be used");
        } catch (IOException e) {
            throw new DataKeyUnavailable("can't read the key file " + path, e);
        } catch (IllegalArgumentException e) {
            // Not base64. The exception below has no cause, because the message would quote the
            // key.
        }
        throw new DataKeyUnavailable(path + " is no key file of Cairn");
    }

    /// Makes the file atomically; one of several concurrent makers succeeds.
    private void make() {
        String text =
                FORMAT
                        + " "
                        + Base64.getEncoder().encodeToString(MasterKey.fresh(environment))
                        + "\n";
        try {
            Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
            Files.createDirectories(folder, only(folder, "rwx------"));
            Path scratch = Files.createTempFile(folder, "key", ".new", only(folder, "rw-------"));
            try {
                try (FileChannel out = FileChannel.open(scratch, StandardOpenOption.WRITE)) {
                    out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
                    out.force(true);
                }
                Files.createLink(path, scratch);
            } finally {
                Files.delete(scratch);
            }
        } catch (FileAlreadyExistsException e) {
            // Another process made the file first, and its file serves as well.
        } catch (IOException e) {
            throw new DataKeyUnavailable("can't make the key file " + path, e);
        }
    }

    private static boolean isPosix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }

    private static FileAttribute<?>[] only(Path folder, String permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
