package cairn.storage.folder;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.port.DeleteOutcome;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// On a disk without space, or in a process without descriptors, only operations that need them
/// fail.
class FullDiskTest {
    private static final int LARGE = 3000;

    private final List<String> fatal = new ArrayList<>();
    private final InlineEnvironment environment = new InlineEnvironment();
    private SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
    private FolderStore store;

    private FolderStore open() throws IOException {
        return FolderStore.open(
                new FolderStore.Opening(
                        disk,
                        "folder",
                        environment,
                        new Folder.Layout(4, 20_000),
                        LARGE,
                        FolderRule.ALL,
                        fatal::add));
    }

    @BeforeEach
    void openFirst() throws IOException {
        store = open();
    }

    private static ObjectKey key(int number) {
        return new ObjectKey("things/" + number);
    }

    private PutOutcome put(int number, int size) {
        return store.put(key(number), new byte[size], Precondition.ABSENT);
    }

    /// Puts objects until one is refused. Returns the number stored.
    private int fill(int size) {
        int number = 0;
        while (put(number, size) instanceof PutOutcome.Stored) {
            number++;
        }
        assertThat(put(number, size)).isInstanceOf(PutOutcome.NotStored.class);
        return number;
    }

    private void assertThere(int count, int size) {
        for (int number = 0; number < count; number++) {
            assertThat(store.get(key(number)))
                    .isInstanceOfSatisfying(
                            GetOutcome.Found.class,
                            found -> assertThat(found.bytes()).hasSize(size));
        }
    }

    @Test
    void aFullDiskRefusesLargeObjectsUntilOthersAreDeleted() throws IOException {
        disk.limit(disk.used() + 20_000);
        int count = fill(4000);
        assertThat(count).isGreaterThan(3);
        assertThere(count, 4000);
        for (int number = 0; number < count; number++) {
            assertThat(store.delete(List.of(key(number))))
                    .isInstanceOf(DeleteOutcome.Deleted.class);
        }
        assertThat(put(count, 4000)).isInstanceOf(PutOutcome.NotStored.class);
        // The refused put started to free the space of deleted objects.
        assertThat(fill(4000)).isEqualTo(count);
        assertThat(fatal).isEmpty();
    }

    @Test
    void aFullJournalRefusesAllButWhatFreesSpaceAndOpensAgain() throws IOException {
        disk.limit(disk.used() + 5000);
        int count = fill(2000);
        assertThat(count).isGreaterThan(20);
        assertThere(count, 2000);
        store.close();
        store = open();
        assertThere(count, 2000);
        assertThat(put(count, 4000)).isInstanceOf(PutOutcome.NotStored.class);
        for (int number = 0; number < count; number++) {
            assertThat(store.delete(List.of(key(number))))
                    .as("deletion " + number + " of " + count)
                    .isInstanceOf(DeleteOutcome.Deleted.class);
        }
        environment.sleep(Duration.ofSeconds(2));
        assertThat(put(0, 2000)).isInstanceOf(PutOutcome.Stored.class);
        assertThat(fatal).isEmpty();
    }

    @Test
    void aFullDiskNeedsNoSpaceToOpenHoweverTheProcessEnded() throws IOException {
        disk.limit(disk.used() + 5000);
        int count = fill(2000);
        for (int life = 0; life < 20; life++) {
            disk = life % 2 == 0 ? disk.afterKill() : disk.afterPowerLoss();
            disk.limit(disk.used());
            store = open();
            assertThere(count, 2000);
        }
        assertThat(store.delete(List.of(key(0)))).isInstanceOf(DeleteOutcome.Deleted.class);
    }

    @Test
    void withoutDescriptorsOnlyWhatNeedsThemFails() {
        assertThat(put(0, 4000)).isInstanceOf(PutOutcome.Stored.class);
        disk.descriptors(false);
        assertThat(put(1, 4000)).isInstanceOf(PutOutcome.NotStored.class);
        assertThat(store.get(key(0))).isInstanceOf(GetOutcome.Unavailable.class);
        assertThat(put(0, 10)).isInstanceOf(PutOutcome.NotStored.class);
        disk.descriptors(true);
        assertThat(put(1, 4000)).isInstanceOf(PutOutcome.Stored.class);
        assertThere(2, 4000);
        assertThat(fatal).isEmpty();
    }
}
