package cairn.storage.partition;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.StorageKey;
import cairn.storage.environment.UniqueName;
import cairn.storage.format.CommitId;
import cairn.storage.format.LogRecord;
import cairn.storage.format.LogRef;
import cairn.storage.format.PartitionName;
import cairn.storage.format.StoredItem;
import cairn.storage.log.Chunk;
import cairn.storage.log.Commit;
import cairn.storage.log.Head;
import cairn.storage.log.LogSection;
import cairn.storage.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A third commit is added to a head that has two.
class SpillTest {
    private static final int MOST = 10_000;

    private final ManualEnvironment environment = new ManualEnvironment(1);
    private final Engine engine =
            Engine.shared(
                    environment, new MemoryStore(() -> Instant.EPOCH), Tuning.DEFAULT, Rules.ALL);
    private final PartitionName name =
            new PartitionName(UniqueName.fresh(0, environment), UniqueName.fresh(0, environment));
    private final Head base = Head.ABSENT.plus(commit(1, 3000)).plus(commit(2, 3000));

    private static Commit commit(long sequence, int bytes) {
        StoredItem item = new StoredItem(bytes, new byte[bytes]);
        StorageKey key = StorageKey.of(new byte[] {(byte) sequence});
        LogRecord record = new LogRecord(key, sequence, Optional.of(item));
        return Commit.of(new CommitId(sequence, 0), sequence, sequence, List.of(record));
    }

    private Spill spill(Commit commit, Optional<SpillAhead.Written> ahead) {
        return spill(commit, ahead, MOST);
    }

    private Spill spill(Commit commit, Optional<SpillAhead.Written> ahead, int most) {
        Partition partition = Partition.of(engine, name);
        return Spill.of(base, commit, ahead, most, partition);
    }

    private static List<Long> sequences(LogSection section) {
        return section.commitsAfter(0).stream().map(Commit::firstSequence).toList();
    }

    private Chunk chunk(Spill spill) {
        Spill.NamedChunk named = spill.chunk().orElseThrow();
        return Chunk.decode(named.name(), named.content().toBytes());
    }

    @Test
    void aCommitThatFitsGoesBehindTheTail() {
        Spill spill = spill(commit(3, 3000), Optional.empty());
        assertThat(spill.chunk()).isEmpty();
        assertThat(sequences(spill.head().tail())).containsExactly(1L, 2L, 3L);
        assertThat(spill.head().manifest()).isEqualTo(base.manifest());
    }

    @Test
    void aTailThatWouldBeTooLongGoesToAChunkFirst() {
        Spill spill = spill(commit(3, 4500), Optional.empty());
        assertThat(sequences(chunk(spill).log())).containsExactly(1L, 2L);
        assertThat(chunk(spill).predecessor()).isEmpty();
        assertThat(sequences(spill.head().tail())).containsExactly(3L);
        LogRef ref = spill.head().manifest().uncompacted().getFirst();
        assertThat(ref.before()).isZero();
        assertThat(ref.last()).isEqualTo(2);
        assertThat(ref.sizeBytes()).isEqualTo(spill.chunk().orElseThrow().content().length());
        assertThat(spill.head().manifest().newestChunk()).contains(ref.data());
    }

    @Test
    void aLargeCommitGoesWithIt() {
        Spill spill = spill(commit(3, 6000), Optional.empty());
        assertThat(sequences(chunk(spill).log())).containsExactly(1L, 2L, 3L);
        assertThat(spill.head().tail().length()).isZero();
        assertThat(spill.head().sequence()).isEqualTo(3);
        assertThat(spill.head().manifest().uncompacted().getFirst().last()).isEqualTo(3);
    }

    @Test
    void withoutAnyRoomAllGoesToAChunk() {
        Spill spill = spill(commit(3, 10), Optional.empty(), 0);
        assertThat(sequences(chunk(spill).log())).containsExactly(1L, 2L, 3L);
        assertThat(spill.head().tail().length()).isZero();
    }

    private SpillAhead.Written ahead(LogSection spilled) {
        Spill.NamedChunk chunk = Spill.NamedChunk.of(Optional.empty(), spilled, name, engine);
        return new SpillAhead.Written(chunk.of(spilled), Optional.empty(), spilled);
    }

    @Test
    void aChunkWrittenAheadIsNamedAndTheRestOfTheTailKept() {
        SpillAhead.Written written = ahead(Head.ABSENT.plus(commit(1, 3000)).tail());
        Spill spill = spill(commit(3, 4500), Optional.of(written));
        assertThat(spill.chunk()).isEmpty();
        assertThat(sequences(spill.head().tail())).containsExactly(2L, 3L);
        assertThat(spill.head().manifest().uncompacted()).containsExactly(written.chunk());
    }

    @Test
    void aChunkWrittenAheadIsOfNoUseIfTheRestIsTooLong() {
        SpillAhead.Written written = ahead(Head.ABSENT.plus(commit(1, 3000)).tail());
        Spill spill = spill(commit(3, 8000), Optional.of(written));
        assertThat(sequences(chunk(spill).log())).containsExactly(1L, 2L, 3L);
        assertThat(spill.head().manifest().uncompacted()).hasSize(1);
    }

    @Test
    void aChunkFitsTheHeadsWhoseTailsBeginWithIt() {
        SpillAhead.Written written = ahead(Head.ABSENT.plus(commit(1, 3000)).tail());
        assertThat(written.fits(base)).isTrue();
        assertThat(written.fits(Head.ABSENT)).isFalse();
        Head later = new Head(base.manifest(), base.tail().behind(written.spilled()));
        assertThat(written.fits(later)).isFalse();
    }
}
