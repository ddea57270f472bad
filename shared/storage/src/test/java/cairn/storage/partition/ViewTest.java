package cairn.storage.partition;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.StorageKey;
import cairn.storage.environment.UniqueName;
import cairn.storage.format.CommitId;
import cairn.storage.format.DataName;
import cairn.storage.format.Fields;
import cairn.storage.format.LogRecord;
import cairn.storage.format.LogRef;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;
import cairn.storage.log.Chunk;
import cairn.storage.log.Commit;
import cairn.storage.log.Head;
import cairn.storage.log.LogSection;
import cairn.storage.log.Manifest;
import cairn.storage.port.Precondition;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/// Views of a log in which each commit writes one item: commit n sets item n % 3 to n.
class ViewTest {
    private static final Precondition ANY = Precondition.ABSENT;

    private static StorageKey key(int number) {
        return StorageKey.of(new byte[] {(byte) number});
    }

    private static LogSection section(long from, long to) {
        LogSection all = LogSection.empty(LogSection.Position.START);
        LogSection before = all;
        for (long n = 1; n <= to; n++) {
            if (n == from) {
                before = all;
            }
            StoredItem item = new StoredItem(1, new byte[] {(byte) n});
            LogRecord record = new LogRecord(key((int) n % 3), n, Optional.of(item));
            all = all.plus(Commit.of(new CommitId(n, n), n, n, List.of(record)));
        }
        return from > to ? LogSection.empty(all.after()) : all.behind(before);
    }

    private static final PartitionName PARTITION = new PartitionName(name(8), name(9));

    private static UniqueName name(int number) {
        return new UniqueName("%026d".formatted(number));
    }

    /// A head with chunks of five commits each and a tail. The first `compacted` chunks are in
    /// segments.
    private static Head head(int chunks, int compacted, long last) {
        Manifest manifest = Manifest.EMPTY;
        for (int i = 0; i < chunks; i++) {
            manifest = manifest.plus(ref(i));
        }
        Manifest left = manifest.compacted(compacted * 5L, manifest.runs());
        return new Head(left, section(chunks * 5L + 1, last));
    }

    private static LogRef ref(int number) {
        long before = number * 5L;
        DataName name = new DataName(PARTITION, name(number));
        return new LogRef(
                0, name, before, before, before + 5, before + 5, 100, Fields.Unknown.NONE);
    }

    private static Chunk chunk(int number) {
        return new Chunk(Optional.empty(), section(number * 5L + 1, number * 5L + 5));
    }

    private static Optional<Integer> value(View view, int key) {
        return view.recent()
                .find(Runs.ITEMS, key(key))
                .flatMap(LogRecord::item)
                .map(i -> (int) i.json()[0]);
    }

    @Test
    void aHeadAloneTellsItsTail() {
        View view = View.of(head(2, 0, 12), ANY);
        assertThat(view.sequence()).isEqualTo(12);
        assertThat(view.recentFrom()).isEqualTo(10);
        assertThat(value(view, 12 % 3)).contains(12);
        assertThat(value(view, 11 % 3)).contains(11);
        assertThat(value(view, 10 % 3)).isEmpty();
        assertThat(view.complete()).isFalse();
        assertThat(view.chunksUnknown()).extracting(LogRef::name).containsExactly(name(0), name(1));
    }

    @Test
    void chunksCompleteItAndNewerRecordsHideTheirs() {
        View view = View.of(head(2, 0, 12), ANY).withChunks(List.of(chunk(0), chunk(1)));
        assertThat(view.complete()).isTrue();
        assertThat(view.recentFrom()).isZero();
        assertThat(view.chunksUnknown()).isEmpty();
        assertThat(value(view, 10 % 3)).contains(10);
        assertThat(value(view, 11 % 3)).contains(11);
        assertThat(value(view, 12 % 3)).contains(12);
    }

    @Test
    void aTailWithoutChunksIsComplete() {
        assertThat(View.of(head(0, 0, 3), ANY).complete()).isTrue();
        assertThat(View.of(head(2, 2, 12), ANY).complete()).isTrue();
    }

    @Test
    void aNewerHeadAddsWhatFollowsAndKeepsWhatIsKnown() {
        View known = View.of(head(0, 0, 4), ANY);
        View newer = known.followedBy(head(0, 0, 5), ANY);
        assertThat(newer.sequence()).isEqualTo(5);
        assertThat(value(newer, 2)).contains(5);
        assertThat(value(newer, 1)).contains(4);
        assertThat(value(newer, 0)).contains(3);
    }

    /// The tail was spilled, but it starts where the view ends. The view loses nothing.
    @Test
    void aTailThatBeginsWhereTheViewEndsContinuesIt() {
        View known = View.of(head(0, 0, 5), ANY);
        View newer = known.followedBy(head(1, 0, 6), ANY);
        assertThat(newer.recentFrom()).isZero();
        assertThat(newer.complete()).isTrue();
        assertThat(value(newer, 2)).contains(5);
    }

    @Test
    void aGapMakesTheViewBeginAnew() {
        View known = View.of(head(0, 0, 4), ANY);
        View newer = known.followedBy(head(1, 0, 6), ANY);
        assertThat(newer.recentFrom()).isEqualTo(5);
        assertThat(newer.complete()).isFalse();
        assertThat(value(newer, 4 % 3)).isEmpty();
    }

    @Test
    void whatWasCompactedIsForgotten() {
        View complete = View.of(head(2, 0, 12), ANY).withChunks(List.of(chunk(0), chunk(1)));
        View compacted = complete.followedBy(head(2, 1, 12), ANY);
        assertThat(compacted.recentFrom()).isEqualTo(5);
        assertThat(compacted.complete()).isTrue();
        assertThat(value(compacted, 10 % 3)).contains(10);
        View all = complete.followedBy(head(2, 2, 12), ANY);
        assertThat(all.recentFrom()).isEqualTo(10);
        assertThat(value(all, 10 % 3)).isEmpty();
        assertThat(value(all, 11 % 3)).contains(11);
    }

    @Test
    void onlyChunksBeforeWhatIsKnownAreUnknown() {
        View known = View.of(head(1, 0, 10), ANY);
        View newer = known.followedBy(head(2, 0, 12), ANY);
        assertThat(newer.recentFrom()).isEqualTo(5);
        assertThat(newer.chunksUnknown()).extracting(LogRef::name).containsExactly(name(0));
    }
}
