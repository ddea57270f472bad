package cairn.storage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.StorageKey;
import cairn.storage.environment.UniqueName;
import cairn.storage.format.CommitId;
import cairn.storage.format.DataName;
import cairn.storage.format.LogRecord;
import cairn.storage.format.PartitionName;
import cairn.storage.port.CorruptObject;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class LogSectionTest {
    private static final PartitionName PARTITION =
            new PartitionName(new UniqueName("0".repeat(26)), new UniqueName("1".repeat(26)));
    private static final DataName NAME = new DataName(PARTITION, new UniqueName("2".repeat(26)));

    /// A commit of `records` records. Its time equals its first sequence number.
    private static Commit commit(long first, int records) {
        List<LogRecord> all = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            StorageKey key = StorageKey.of(new byte[] {(byte) i});
            all.add(new LogRecord(key, first + i, Optional.empty()));
        }
        return Commit.of(new CommitId(first, records), first, first, all);
    }

    private static LogSection section(Commit... commits) {
        LogSection section = LogSection.empty(LogSection.Position.START);
        for (Commit commit : commits) {
            section = section.plus(commit);
        }
        return section;
    }

    @Test
    void commitsAfterAreThoseThatEndLater() {
        Commit one = commit(1, 3);
        Commit two = commit(4, 0);
        Commit three = commit(5, 2);
        LogSection section = section(one, two, three);
        assertThat(section.commitsAfter(0)).containsExactly(one, two, three);
        assertThat(section.commitsAfter(2)).containsExactly(one, two, three);
        assertThat(section.commitsAfter(3)).containsExactly(two, three);
        assertThat(section.commitsAfter(4)).containsExactly(three);
        assertThat(section.commitsAfter(5)).containsExactly(three);
        assertThat(section.commitsAfter(6)).isEmpty();
        assertThat(section.after().sequence()).isEqualTo(6);
    }

    @Test
    void aCommitFollowsTheLastInSequenceAndTime() {
        LogSection section = section(commit(1, 2));
        assertThatThrownBy(() -> section.plus(commit(2, 1)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> section.plus(commit(4, 1)))
                .isInstanceOf(IllegalStateException.class);
        Commit sameTime = Commit.of(new CommitId(9, 9), 3, 1, List.of());
        assertThatThrownBy(() -> section.plus(sameTime)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void behindIsTheRestOfASectionThatBeginsSo() {
        LogSection beginning = section(commit(1, 2));
        LogSection whole = beginning.plus(commit(3, 1));
        assertThat(whole.behind(beginning).commitsAfter(0)).containsExactly(commit(3, 1));
        assertThat(whole.behind(beginning).before()).isEqualTo(beginning.after());
        assertThatThrownBy(() -> beginning.behind(whole)).isInstanceOf(IllegalStateException.class);
        LogSection rest = whole.behind(beginning);
        assertThatThrownBy(() -> rest.behind(beginning)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> whole.behind(rest)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aChunkThatEndsElsewhereThanItSaysIsDamaged() {
        LogSection section = section(commit(1, 2), commit(3, 1));
        LogSection.Position after = section.after();
        for (long said : new long[] {2, 4}) {
            LogSection.Position another =
                    new LogSection.Position(said, after.timeMicros(), after.crc());
            Chunk chunk =
                    new Chunk(
                            Optional.empty(),
                            new LogSection(
                                    section.before(),
                                    section.commits(),
                                    another,
                                    section.source()));
            byte[] bytes = chunk.encode(PARTITION).toBytes();
            assertThatThrownBy(() -> Chunk.decode(NAME, bytes)).isInstanceOf(CorruptObject.class);
        }
    }

    /// The commit is refused although its checksum is correct.
    @Test
    void aCommitWithAnotherSequenceNumberIsDamaged() {
        LogSection.Position elsewhere = new LogSection.Position(5, 0, 0);
        LogSection section = LogSection.empty(elsewhere).plus(commit(6, 1));
        LogSection moved =
                new LogSection(
                        LogSection.Position.START,
                        section.commits(),
                        section.after(),
                        section.source());
        byte[] bytes = new Chunk(Optional.empty(), moved).encode(PARTITION).toBytes();
        assertThatThrownBy(() -> Chunk.decode(NAME, bytes)).isInstanceOf(CorruptObject.class);
    }

    /// A commit that is missing or repeated breaks the sequence of its neighbours.
    @Test
    void aSectionWithAGapIsDamaged() {
        LogSection first = section(commit(1, 1));
        LogSection third = first.plus(commit(2, 1)).plus(commit(3, 1));
        LogSection gap =
                new LogSection(
                        first.before(),
                        first.commits().plus(third.behind(first.plus(commit(2, 1))).commits()),
                        third.after(),
                        third.source());
        byte[] bytes = new Chunk(Optional.empty(), gap).encode(PARTITION).toBytes();
        assertThatThrownBy(() -> Chunk.decode(NAME, bytes)).isInstanceOf(CorruptObject.class);
    }
}
