package cairn.storage.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.storage.environment.SystemEnvironment;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Only one process at a time opens a folder, and only its owner can access it.
class OwnerOnlyTest {
    private static final ObjectKey KEY = new ObjectKey("a/b");
    private static final byte[] LARGE = new byte[FolderStore.JOURNALED_BYTES_MAX + 1];

    @TempDir private Path scratch;

    private static FolderStore open(Path folder) {
        SystemEnvironment environment =
                new SystemEnvironment(
                        (name, e) -> {
                            throw new IllegalStateException(name, e);
                        });
        return FolderStore.open(folder, environment, why -> {});
    }

    /// Exits with 0 if it could lock the file.
    static final class Locking {
        public static void main(String[] arguments) throws IOException {
            try (FileChannel channel =
                            FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                System.exit(lock == null ? 1 : 0);
            }
        }
    }

    private static boolean anotherProcessLocks(Path folder)
            throws IOException, InterruptedException {
        return new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Locking.class.getName(),
                                folder.resolve("lock").toString())
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void aSecondOpeningInTheSameProcessLeavesTheLockToTheFirst() throws Exception {
        Path folder = scratch.resolve("data");
        Path sameFolder = Files.createSymbolicLink(scratch.resolve("link"), folder);
        try (FolderStore first = open(folder)) {
            for (Path path : List.of(folder, sameFolder)) {
                assertThatThrownBy(() -> open(path)).hasMessageContaining("in use");
            }
            assertThat(anotherProcessLocks(folder)).isFalse();
            assertThat(first.get(KEY)).isInstanceOf(GetOutcome.Absent.class);
        }
        assertThat(anotherProcessLocks(folder)).isTrue();
        open(sameFolder).close();
    }

    @Test
    void whatIsMadeIsForItsOwnerAlone() throws IOException {
        Path folder = scratch.resolve("above").resolve("data");
        try (FolderStore store = open(folder)) {
            assertThat(store.put(KEY, LARGE, Precondition.ABSENT))
                    .isInstanceOf(PutOutcome.Stored.class);
        }
        try (var paths = Files.walk(folder)) {
            assertThat(paths)
                    .allSatisfy(
                            path ->
                                    assertThat(Files.getPosixFilePermissions(path))
                                            .as(path.toString())
                                            .isEqualTo(
                                                    PosixFilePermissions.fromString(
                                                            Files.isDirectory(path)
                                                                    ? "rwx------"
                                                                    : "rw-------")));
        }
    }

    /// Moves a file or folder away and leaves a link to it.
    private void plant(Path place) throws IOException {
        Path away = Files.move(place, scratch.resolve("away"));
        Files.createSymbolicLink(place, away);
    }

    private void unplant(Path place) throws IOException {
        Files.delete(place);
        Files.move(scratch.resolve("away"), place);
    }

    @Test
    void linksInTheFolderAreNotFollowed() throws IOException {
        Path folder = scratch.resolve("data");
        try (FolderStore store = open(folder)) {
            store.put(KEY, LARGE, Precondition.ABSENT);
        }
        for (String name :
                List.of(
                        "lock",
                        "format",
                        "progress",
                        "journal",
                        "journal/0",
                        "incoming",
                        "placing")) {
            plant(folder.resolve(name));
            assertThatThrownBy(() -> open(folder))
                    .as(name)
                    .hasStackTraceContaining(name + " is a symbolic link");
            unplant(folder.resolve(name));
        }
        for (String name : List.of("objects", "objects/a+", "objects/a+/b=")) {
            plant(folder.resolve(name));
            try (FolderStore store = open(folder)) {
                assertThat(store.get(KEY))
                        .as(name)
                        .isInstanceOfSatisfying(
                                GetOutcome.Unavailable.class,
                                answer ->
                                        assertThat(answer.why())
                                                .contains(name + " is a symbolic link"));
                assertThat(store.put(KEY, LARGE, Precondition.ABSENT))
                        .as(name)
                        .isInstanceOf(PutOutcome.NotStored.class);
            }
            unplant(folder.resolve(name));
        }
        try (FolderStore store = open(folder)) {
            assertThat(store.get(KEY)).isInstanceOf(GetOutcome.Found.class);
        }
    }
}
