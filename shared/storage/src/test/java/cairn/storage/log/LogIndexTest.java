package cairn.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.environment.UniqueName;
import cairn.storage.format.DataName;
import cairn.storage.format.Fields;
import cairn.storage.format.LogRef;
import cairn.storage.format.PartitionName;

import org.junit.jupiter.api.Test;

/// Each chunk of these logs has ten sequence numbers.
class LogIndexTest {
    private static final UniqueName ID = new UniqueName("0".repeat(26));
    private static final DataName INDEX = name(999);

    private static DataName name(int number) {
        return new DataName(new PartitionName(ID, ID), new UniqueName("%026d".formatted(number)));
    }

    private static LogRef chunk(int number) {
        long before = number * 10L;
        return new LogRef(
                0, name(number), before, before, before + 10, before + 10, 50, Fields.Unknown.NONE);
    }

    private static Manifest manifest(int chunks, int compacted) {
        Manifest manifest = Manifest.EMPTY;
        for (int i = 0; i < chunks; i++) {
            manifest = manifest.plus(chunk(i));
        }
        return manifest.compacted(compacted * 10L, manifest.runs());
    }

    @Test
    void anIndexIsDueOfTwiceAsManyCompactedChunksAsItNames() {
        assertThat(LogIndex.due(manifest(20, 5), 3)).isEmpty();
        LogIndex due = LogIndex.due(manifest(20, 6), 3).orElseThrow();
        assertThat(due.refs()).containsExactly(chunk(0), chunk(1), chunk(2));
        assertThat(LogIndex.due(Manifest.EMPTY, 3)).isEmpty();
    }

    @Test
    void itTakesThePlaceOfWhatItNames() {
        Manifest manifest = manifest(7, 6);
        LogIndex index = LogIndex.due(manifest, 3).orElseThrow();
        Manifest shorter = manifest.plus(chunk(7)).indexed(index, index.ref(INDEX, 77));
        assertThat(shorter.log()).hasSize(6);
        LogRef first = shorter.log().getFirst();
        assertThat(first.height()).isEqualTo(1);
        assertThat(first.key()).isEqualTo(INDEX.logIndex());
        assertThat(first.before()).isZero();
        assertThat(first.last()).isEqualTo(30);
        assertThat(shorter.log().get(1)).isEqualTo(chunk(3));
        assertThat(shorter.uncompacted()).containsExactly(chunk(6), chunk(7));
        assertThat(shorter.uncompactedBytes()).isEqualTo(100);
        assertThat(shorter.newestChunk()).contains(name(7));
    }

    /// Another process has already added an index of the same chunks.
    @Test
    void ofWhatIsNotNamedAnyMoreItIsNotNamed() {
        Manifest manifest = manifest(7, 6);
        LogIndex index = LogIndex.due(manifest, 3).orElseThrow();
        Manifest rivals = manifest.indexed(index, index.ref(name(500), 77));
        assertThat(rivals.indexed(index, index.ref(INDEX, 77))).isEqualTo(rivals);
    }

    /// A compaction may take more chunks than one index refers to. Every index that is due is then
    /// created.
    @Test
    void aHeadNamesFewStretchesHoweverManyChunksACompactionTakes() {
        int fan = 32;
        Manifest manifest = Manifest.EMPTY;
        for (int i = 0; i < 400 * 40; i++) {
            manifest = manifest.plus(chunk(i));
            if (i % 40 == 39) {
                manifest = manifest.compacted((i + 1) * 10L, manifest.runs());
                for (var due = LogIndex.due(manifest, fan);
                        due.isPresent();
                        due = LogIndex.due(manifest, fan)) {
                    manifest = manifest.indexed(due.get(), due.get().ref(name(i + 20_000), 9));
                }
                int highest = manifest.log().getFirst().height();
                assertThat(manifest.log()).hasSizeLessThan(2 * fan * (highest + 1) + 40);
            }
        }
        assertThat(manifest.log().getFirst().height()).isEqualTo(2);
    }
}
