package cairn.storage.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.storage.folder.file.Disk;
import cairn.storage.folder.file.RealDisk;
import cairn.storage.port.ByteRange;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.Version;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

class FolderStoreTest {
    private static final ObjectKey KEY = new ObjectKey("a/b");

    private static Version put(FolderStore store, byte[] bytes, Optional<Version> before) {
        Precondition precondition =
                before.<Precondition>map(Precondition.Matches::new).orElse(Precondition.ABSENT);
        return ((PutOutcome.Stored) store.put(KEY, bytes, precondition)).version();
    }

    @Test
    void aSecondOpenerIsRefused(@TempDir Path folder) throws IOException {
        try (FolderStore first = FolderStore.open(folder, TestFolder.threads(), why -> {})) {
            assertThat(first.replayed()).contains("0 changes");
            assertThatThrownBy(() -> FolderStore.open(folder, TestFolder.threads(), why -> {}))
                    .hasMessage("the folder " + folder + " is in use by another process");
        }
        FolderStore.open(folder, TestFolder.threads(), why -> {}).close();
    }

    /// A writer that waits for a checkpoint has already taken changes of other writers. These
    /// writers must wait too, and leave the lock to the checkpoint.
    @Test
    @Timeout(60)
    void writersThatWaitForACheckpointLetItGoOn(@TempDir Path folder) throws Exception {
        try (FolderStore store = TestFolder.open(new RealDisk(folder), TestFolder.threads());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                ObjectKey key = new ObjectKey("writer/" + writer);
                writers.add(threads.submit(() -> putManyTimes(store, key)));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
    }

    private static void putManyTimes(FolderStore store, ObjectKey key) {
        Precondition precondition = Precondition.ABSENT;
        for (int i = 0; i < 100; i++) {
            byte[] bytes = new byte[1000];
            ByteBuffer.wrap(bytes).putInt(i);
            PutOutcome outcome = store.put(key, bytes, precondition);
            assertThat(outcome).isInstanceOf(PutOutcome.Stored.class);
            precondition = new Precondition.Matches(((PutOutcome.Stored) outcome).version());
        }
    }

    @Test
    void aFolderOfOthersIsRefused(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("letter.txt"), "dear");
        assertThatThrownBy(() -> FolderStore.open(folder, TestFolder.threads(), why -> {}))
                .hasMessageContaining("letter.txt");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("letter.txt"));
        }
    }

    @Test
    void everyByteOfTheLastFramesMayBeTorn() throws IOException {
        for (int tornAt = Journal.HEADER_BYTES; tornAt < TestFolder.JOURNAL_FILE_BYTES; tornAt++) {
            SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
            List<byte[]> values = new ArrayList<>();
            FolderStore store = TestFolder.open(disk);
            Optional<Version> version = Optional.empty();
            for (int i = 0; i < 6; i++) {
                byte[] bytes = ByteBuffer.allocate(200).putInt(40, i + 1).array();
                version = Optional.of(put(store, bytes, version));
                values.add(bytes);
            }
            disk.tear(Journal.path(0), tornAt);
            SimulatedDisk torn = disk.afterPowerLoss();
            FolderStore again = TestFolder.open(torn);
            if (again.get(KEY) instanceof GetOutcome.Found found) {
                assertThat(values).as("torn at " + tornAt).contains(found.bytes());
                put(again, new byte[] {1}, Optional.of(found.version()));
            } else {
                put(again, new byte[] {1}, Optional.empty());
            }
        }
    }

    @Test
    void aDamagedByteBeforeSoundDataIsRefusedWithItsPlace() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
        FolderStore store = TestFolder.open(disk);
        Optional<Version> version = Optional.empty();
        for (int i = 0; i < 5; i++) {
            version = Optional.of(put(store, new byte[100 + i], version));
        }
        for (int at = 0; at < Journal.HEADER_BYTES + 4 * 60; at++) {
            disk.damage(Journal.path(0), at);
            SimulatedDisk damaged = disk.afterPowerLoss();
            assertThatThrownBy(() -> TestFolder.open(damaged))
                    .as("byte " + at)
                    .isInstanceOf(Damage.class)
                    .hasMessageContaining("journal file");
            disk.damage(Journal.path(0), at);
        }
        TestFolder.open(disk.afterPowerLoss());
    }

    /// After a kill the last frame may be incomplete. After a clean stop every frame is complete.
    @Test
    void everyDamagedByteOfTheJournalIsRefusedAfterACleanStop() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
        FolderStore store = TestFolder.open(disk);
        put(store, new byte[] {1, 2, 3}, Optional.empty());
        store.close();
        int markBytes = Frame.HEADER_BYTES;
        int end = Journal.HEADER_BYTES + Frame.HEADER_BYTES + 4 + 3 + 32 + 8 + 3;
        for (int at = 0; at < end + markBytes; at++) {
            SimulatedDisk damaged = disk.copy();
            damaged.damage(Journal.path(0), at);
            if (at < end) {
                assertThatThrownBy(() -> TestFolder.open(damaged))
                        .as("byte " + at)
                        .isInstanceOf(Damage.class);
            } else {
                assertThat(TestFolder.open(damaged).get(KEY)).isInstanceOf(GetOutcome.Found.class);
            }
        }
    }

    @Test
    void aJournalFileThatIsMissingOrOfAnotherLengthIsRefusedAndLeftAsItIs() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
        FolderStore store = TestFolder.open(disk);
        put(store, new byte[] {1}, Optional.empty());
        store.close();
        for (int index = 0; index < 4; index++) {
            String path = Journal.path(index);
            SimulatedDisk missing = disk.copy();
            missing.lose(path);
            assertThatThrownBy(() -> TestFolder.open(missing))
                    .isInstanceOf(Damage.class)
                    .hasMessageStartingWith(path + " is missing")
                    .hasMessageContaining("3000 bytes");
            assertThat(missing.has(path)).isFalse();
            SimulatedDisk cut = disk.copy();
            cut.cut(path, 2999);
            assertThatThrownBy(() -> TestFolder.open(cut))
                    .isInstanceOf(Damage.class)
                    .hasMessageStartingWith(path + " has 2999 bytes")
                    .hasMessageContaining("3000 bytes");
            assertThat(cut.length(path)).isEqualTo(2999);
        }
        for (String path : List.of(Progress.PATH, PlacingNotes.PATH, Folder.FORMAT)) {
            SimulatedDisk cut = disk.copy();
            cut.cut(path, cut.length(path) - 1);
            assertThatThrownBy(() -> TestFolder.open(cut)).isInstanceOf(Damage.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cairn folder 2, of an earlier Cairn",
        "cairn folder 4, of a later Cairn",
        "something else, begins with"
    })
    void aFolderOfAnotherFormIsRefusedAndLeftAsItIs(String form, String why) throws IOException {
        SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
        put(TestFolder.open(disk), new byte[] {7}, Optional.empty());
        String ours = new String(formatOf(disk), StandardCharsets.US_ASCII);
        SimulatedDisk other = disk.afterKill();
        write(other, Folder.FORMAT, form + "\n");
        assertThatThrownBy(() -> TestFolder.open(other))
                .isInstanceOf(Folder.NotOpened.class)
                .hasMessageContaining(why)
                .hasMessageContaining(form);
        SimulatedDisk same = other.afterKill();
        write(same, Folder.FORMAT, ours);
        assertThat(((GetOutcome.Found) TestFolder.open(same).get(KEY)).bytes()).containsExactly(7);
    }

    private static byte[] formatOf(SimulatedDisk disk) throws IOException {
        try (Disk.OpenFile file = disk.open(Folder.FORMAT).orElseThrow()) {
            return file.read(0, (int) file.size());
        }
    }

    private static void write(SimulatedDisk disk, String path, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        disk.create(path).write(0, bytes, bytes.length);
    }

    /// A checkpoint that started with an older version must not replace the new file. The journal
    /// already depends on the new file by then.
    @Test
    void aCheckpointLeavesTheFileOfAnObjectThatIsPutAnewBesideIt() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
        InlineEnvironment environment = new InlineEnvironment();
        FolderStore store =
                FolderStore.open(
                        new FolderStore.Opening(
                                disk,
                                "folder",
                                environment,
                                new Folder.Layout(4, TestFolder.JOURNAL_FILE_BYTES),
                                1000,
                                FolderRule.ALL,
                                why -> {}));
        environment.postpone(name -> name.equals("checkpoint"));
        put(store, new byte[100], Optional.empty());
        for (int i = 0; !environment.anyWaits(); i++) {
            store.put(new ObjectKey("other/" + i), new byte[500], Precondition.ABSENT);
        }
        AtomicBoolean done = new AtomicBoolean();
        disk.between(
                () -> {
                    if (!done.getAndSet(true)) {
                        store.delete(List.of(KEY));
                        Version large = put(store, new byte[2000], Optional.empty());
                        put(store, new byte[] {9}, Optional.of(large));
                    }
                });
        environment.runWaiting();
        assertThat(done).isTrue();
        FolderStore again = TestFolder.open(disk.afterKill());
        assertThat(((GetOutcome.Found) again.get(KEY)).bytes()).containsExactly(9);
    }

    @Test
    void aDamagedFileEndsOnlyPutsOfItsObject() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
        List<String> fatal = new ArrayList<>();
        FolderStore store = TestFolder.open(disk, new InlineEnvironment(), fatal::add);
        byte[] large = new byte[FolderStore.JOURNALED_BYTES_MAX + 1];
        Version version = put(store, large, Optional.empty());
        disk.damage(FileNames.fileOf(KEY), 0);
        assertThat(store.put(KEY, new byte[1], new Precondition.Matches(version)))
                .isInstanceOf(PutOutcome.NotStored.class);
        assertThat(store.put(KEY, large, Precondition.ABSENT))
                .isInstanceOf(PutOutcome.NotStored.class);
        assertThat(store.put(new ObjectKey("other"), new byte[1], Precondition.ABSENT))
                .isInstanceOf(PutOutcome.Stored.class);
        assertThat(fatal).isEmpty();
    }

    @Test
    void afterAFailedWriteNothingIsBelieved() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
        List<String> fatal = new ArrayList<>();
        FolderStore store = TestFolder.open(disk, new InlineEnvironment(), fatal::add);
        disk.endAfter(0);
        assertThat(store.put(KEY, new byte[1], Precondition.ABSENT))
                .isInstanceOf(PutOutcome.Undecided.class);
        disk.endAfter(1000);
        assertThat(store.put(KEY, new byte[1], Precondition.ABSENT))
                .isInstanceOf(PutOutcome.Undecided.class);
        assertThat(store.get(KEY)).isInstanceOf(GetOutcome.Unavailable.class);
        assertThat(fatal).hasSize(1);
    }

    @Test
    void largeObjectsGoToTheirOwnFilesAndComeBack(@TempDir Path folder) throws IOException {
        byte[] large = new byte[FolderStore.JOURNALED_BYTES_MAX + 1];
        new java.util.Random(1).nextBytes(large);
        try (FolderStore store = FolderStore.open(folder, TestFolder.threads(), why -> {})) {
            put(store, large, Optional.empty());
            assertThat(store.put(KEY, large, Precondition.ABSENT))
                    .isInstanceOf(PutOutcome.Refused.class);
        }
        try (FolderStore store = FolderStore.open(folder, TestFolder.threads(), why -> {})) {
            assertThat(((GetOutcome.Found) store.get(KEY)).bytes()).isEqualTo(large);
            assertThat(store.put(KEY, new byte[1], Precondition.ABSENT))
                    .isInstanceOf(PutOutcome.Refused.class);
            store.delete(List.of(KEY));
            put(store, new byte[] {1}, Optional.empty());
        }
        try (FolderStore store = FolderStore.open(folder, TestFolder.threads(), why -> {})) {
            assertThat(((GetOutcome.Found) store.get(KEY)).bytes()).containsExactly(1);
        }
    }

    @Test
    void everyKeyHasAFileOfItsOwnAndComesBackFromIt() {
        SplittableRandom random = new SplittableRandom(2);
        String alphabet = "abAB.-_/0";
        Set<String> files = new HashSet<>();
        Set<ObjectKey> keys = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder("a");
            for (int j = random.nextInt(random.nextInt(20) == 0 ? 400 : 8); j > 0; j--) {
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                name.append(c == '/' && name.charAt(name.length() - 1) == '/' ? 'x' : c);
            }
            ObjectKey key = new ObjectKey(name.append('z').toString());
            String file = FileNames.fileOf(key);
            assertThat(FileNames.keyOf(file)).contains(key);
            assertThat(files.add(file)).isEqualTo(keys.add(key));
            assertThat(file).isLowerCase();
        }
    }

    /// A disk with one object that has a file of its own.
    private static SimulatedDisk withLargeObject() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
        try (FolderStore store = TestFolder.open(disk)) {
            store.put(KEY, new byte[FolderStore.JOURNALED_BYTES_MAX + 1], Precondition.ABSENT);
        }
        return disk;
    }

    @Test
    void everyDamagedByteBeforeAnObjectInItsFileIsNoticed() throws IOException {
        SimulatedDisk disk = withLargeObject();
        String file = FileNames.fileOf(KEY);
        for (int at = 0; at < 32; at++) {
            SimulatedDisk damaged = disk.copy();
            damaged.damage(file, at);
            FolderStore again = TestFolder.open(damaged);
            assertThatThrownBy(() -> again.get(KEY))
                    .as("byte " + at)
                    .isInstanceOf(CorruptObject.class);
        }
    }

    @Test
    void aFileWithBytesBehindItsObjectIsNoticed() throws IOException {
        SimulatedDisk disk = withLargeObject();
        String file = FileNames.fileOf(KEY);
        for (int more : List.of(-1, 1)) {
            SimulatedDisk changed = disk.copy();
            changed.cut(file, disk.length(file) + more);
            FolderStore again = TestFolder.open(changed);
            assertThatThrownBy(() -> again.get(KEY, new ByteRange(0, 10)))
                    .isInstanceOf(CorruptObject.class);
        }
    }

    /// The damaged slot may be the one with the newest epoch.
    @Test
    void noEpochIsGivenAgainWhenItsRecordIsDamaged() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
        Set<Version> versions = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            FolderStore store = TestFolder.open(disk);
            versions.add(put(store, new byte[] {(byte) i}, versionOf(store)));
            store.close();
        }
        for (int slot = 0; slot < 2; slot++) {
            SimulatedDisk damaged = disk.copy();
            damaged.damage(Progress.PATH, slot * Progress.SLOT_BYTES + 12);
            FolderStore again = TestFolder.open(damaged);
            Version next = put(again, new byte[] {9}, versionOf(again));
            assertThat(versions).doesNotContain(next);
            assertThat(epoch(next))
                    .isGreaterThan(versions.stream().mapToLong(v -> epoch(v)).max().orElseThrow());
        }
    }

    private static long epoch(Version version) {
        return Long.parseLong(version.tag().substring(0, version.tag().indexOf('-')), 16);
    }

    private static Optional<Version> versionOf(FolderStore store) {
        return store.get(KEY) instanceof GetOutcome.Found found
                ? Optional.of(found.version())
                : Optional.empty();
    }
}
