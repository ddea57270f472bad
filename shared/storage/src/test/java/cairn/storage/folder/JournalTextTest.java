package cairn.storage.folder;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.environment.SystemEnvironment;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class JournalTextTest {

    private static List<String> lines(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        JournalText.of(Files.readAllBytes(file), lines::add);
        return lines;
    }

    @Test
    void aJournalFileTellsItsChanges(@TempDir Path folder) throws IOException {
        SystemEnvironment environment =
                new SystemEnvironment(
                        (name, e) -> {
                            throw new IllegalStateException(name, e);
                        });
        ObjectKey key = new ObjectKey("a/b");
        try (FolderStore store = FolderStore.open(folder, environment, why -> {})) {
            PutOutcome first = store.put(key, new byte[] {1, 2, 3}, Precondition.ABSENT);
            assertThat(first).isInstanceOf(PutOutcome.Stored.class);
            PutOutcome second =
                    store.put(
                            key,
                            new byte[] {1, 2, 4, 5},
                            new Precondition.Matches(((PutOutcome.Stored) first).version()));
            assertThat(second).isInstanceOf(PutOutcome.Stored.class);
            store.delete(List.of(key));
            assertThat(lines(folder.resolve("journal/0")))
                    .contains(
                            "  put a/b, version 1-1: 0 bytes as before, 3 new",
                            "  put a/b, version 1-2 after 1-1: 2 bytes as before, 2 new",
                            "  delete a/b, version 1-3 after 1-2")
                    .anyMatch(line -> line.startsWith("ends at "));
        }
        assertThat(lines(folder.resolve("journal/3")))
                .containsExactly("journal file of 16777216 bytes, not in use");
    }
}
