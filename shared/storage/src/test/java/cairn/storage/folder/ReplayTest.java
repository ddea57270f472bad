package cairn.storage.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.storage.folder.file.Disk;
import cairn.storage.port.Content;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// What replay does with a frame after the end of the journal.
class ReplayTest {
    private static final ObjectKey THERE = new ObjectKey("a/there");
    private static final ObjectKey NEW = new ObjectKey("a/new");
    private static final Stamp LATER = new Stamp(1_000, 1);

    private final SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
    private long use;
    private int checksum;
    private int end;

    /// Creates a folder with one object, and finds the end of its journal.
    @BeforeEach
    void makeJournal() throws IOException {
        try (FolderStore store = TestFolder.open(disk)) {
            store.put(THERE, new byte[] {1}, Precondition.ABSENT);
        }
        byte[] bytes = journal().read(0, TestFolder.JOURNAL_FILE_BYTES);
        use = Journal.Header.decode(bytes).orElseThrow().use();
        end = Journal.HEADER_BYTES;
        for (Optional<Frame> frame = Frame.decode(bytes, end);
                frame.isPresent();
                frame = Frame.decode(bytes, end)) {
            checksum = frame.get().checksum();
            end += frame.get().sizeBytes();
        }
    }

    private Disk.OpenFile journal() throws IOException {
        return disk.open(Journal.path(0)).orElseThrow();
    }

    private void append(long frameUse, int previous, Entry... entries) throws IOException {
        byte[] frame = Frame.encode(frameUse, previous, List.of(entries));
        journal().write(end, frame, frame.length);
        journal().sync();
    }

    private static Entry made() {
        return new Entry(NEW, Stamp.NONE, LATER, 0, Content.of(new byte[] {2}));
    }

    @Test
    void aFrameOfThisUseBehindTheLastOneIsBelieved() throws IOException {
        append(use, checksum, made());
        assertThat(TestFolder.open(disk.copy()).get(NEW)).isInstanceOf(GetOutcome.Found.class);
    }

    @Test
    void aFrameOfAnotherUseIsNot() throws IOException {
        append(use - 1, checksum, made());
        assertThat(TestFolder.open(disk.copy()).get(NEW)).isInstanceOf(GetOutcome.Absent.class);
    }

    @Test
    void aFrameBehindAnotherOneIsNot() throws IOException {
        append(use, checksum + 1, made());
        assertThat(TestFolder.open(disk.copy()).get(NEW)).isInstanceOf(GetOutcome.Absent.class);
    }

    @Test
    void aChangeOfAVersionThatIsNotThereIsRefusedWithTheOneThatIs() throws IOException {
        Stamp missing = new Stamp(900, 7);
        append(use, checksum, new Entry(THERE, missing, LATER, 0, Content.EMPTY));
        assertThatThrownBy(() -> TestFolder.open(disk.copy()))
                .isInstanceOf(Damage.class)
                .hasMessageContaining("continues version " + missing + " of a/there")
                .hasMessageNotContaining(Stamp.NONE.toString());
    }

    @Test
    void aDeletionAfterwardsDoesNotHideSuchAChange() throws IOException {
        Stamp missing = new Stamp(900, 7);
        append(
                use,
                checksum,
                new Entry(THERE, missing, LATER, 0, Content.EMPTY),
                Entry.deletion(THERE, LATER, new Stamp(1_000, 2)));
        assertThatThrownBy(() -> TestFolder.open(disk.copy())).isInstanceOf(Damage.class);
    }
}
