package cairn.storage.background;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.StorageKey;
import cairn.storage.environment.UniqueName;
import cairn.storage.format.DataName;
import cairn.storage.format.Fields;
import cairn.storage.format.Level;
import cairn.storage.format.LogRef;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Runs;
import cairn.storage.format.SegmentRef;
import cairn.storage.log.Manifest;
import cairn.storage.port.ByteRange;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

class CompactionPolicyTest {
    private static final UniqueName ID = new UniqueName("0".repeat(26));
    private static final DataName NAME = new DataName(new PartitionName(ID, ID), ID);

    private static LogRef chunk(long before, long last) {
        return new LogRef(0, NAME, before, before, last, last, 50, Fields.Unknown.NONE);
    }

    private static final int GROWTH = 3;

    /// A manifest with two chunks of 50 bytes each and levels of the given sizes, newest first.
    private static Manifest manifest(long... levelBytes) {
        List<LogRef> chunks = List.of(chunk(10, 20), chunk(20, 35));
        List<Level> levels =
                Arrays.stream(levelBytes).mapToObj(CompactionPolicyTest::level).toList();
        Manifest described = Manifest.EMPTY;
        for (LogRef chunk : chunks) {
            described = described.plus(chunk);
        }
        return described.compacted(10, Runs.all(List.<Level>of()).with(Runs.ITEMS, levels));
    }

    private static Level level(long bytes) {
        StorageKey key = StorageKey.of(new byte[] {1});
        return new Level(
                List.of(
                        new SegmentRef(
                                NAME,
                                key,
                                key,
                                1,
                                1,
                                bytes,
                                new ByteRange(0, 1),
                                Fields.Unknown.NONE)));
    }

    private static CompactionPolicy.Plan plan(long... levelBytes) {
        return CompactionPolicy.plan(manifest(levelBytes), Set.of(Runs.ITEMS), GROWTH);
    }

    @Test
    void allChunksAreTakenAndTheNewestGivesTheLastSequenceNumber() {
        CompactionPolicy.Plan plan = plan();
        assertThat(plan.chunks()).extracting(LogRef::last).containsExactly(20L, 35L);
        assertThat(plan.last()).isEqualTo(35);
        assertThat(plan.levels()).isEmpty();
        assertThat(plan.part(Runs.ITEMS).whole()).isTrue();
    }

    @Test
    void aLevelIsTakenUpToSoManyTimesWhatIsMergedAlready() {
        assertThat(plan(300).levels()).hasSize(1);
        assertThat(plan(300).part(Runs.ITEMS).whole()).isTrue();
        assertThat(plan(301).levels()).isEmpty();
        assertThat(plan(301).part(Runs.ITEMS).whole()).isFalse();
    }

    @Test
    void whatIsTakenCountsForTheNextLevel() {
        assertThat(plan(300, 1200).levels()).hasSize(2);
        assertThat(plan(300, 1201).levels()).hasSize(1);
        assertThat(plan(300, 1201).part(Runs.ITEMS).whole()).isFalse();
    }

    @Test
    void aLevelBehindOneThatIsLeftIsLeftToo() {
        assertThat(plan(301, 1).levels()).isEmpty();
    }

    /// Levels of which each is much larger than all previous levels together.
    private static long[] growing(int count) {
        long[] bytes = new long[count];
        Arrays.setAll(bytes, i -> (long) Math.pow(10, i + 3));
        return bytes;
    }

    @Test
    void fiveLevelsMayBeLeftAndNoMore() {
        assertThat(plan(growing(5)).levels()).isEmpty();
        assertThat(plan(growing(6)).levels()).hasSize(1);
        assertThat(plan(growing(7)).levels()).hasSize(2);
        assertThat(plan(growing(7)).part(Runs.ITEMS).whole()).isFalse();
    }

    @Test
    void aPlanFitsWhereItsLevelsStillAreTheNewest() {
        CompactionPolicy.Plan plan = plan(300);
        assertThat(plan.fits(manifest(300))).isTrue();
        assertThat(plan.fits(manifest(300, 5000))).isTrue();
        assertThat(plan.fits(manifest(200, 300))).isFalse();
        assertThat(plan.fits(manifest())).isFalse();
    }

    /// A run without records in the chunks has nothing to merge.
    @Test
    void eachRunHasAPlanOfItsOwn() {
        List<Level> large = List.of(level(5000));
        Manifest manifest = manifest(300);
        manifest = manifest.compacted(10, manifest.runs().with(1, large).with(2, large));
        CompactionPolicy.Plan plan = CompactionPolicy.plan(manifest, Set.of(0, 1), GROWTH);
        assertThat(plan.runs()).containsOnlyKeys(0, 1);
        assertThat(plan.part(0).levels()).hasSize(1);
        assertThat(plan.part(1).levels()).isEmpty();
        assertThat(plan.fits(manifest)).isTrue();
        Manifest without = manifest.compacted(10, manifest.runs().with(2, List.of()));
        assertThat(plan.fits(without)).isTrue();
        Manifest other = manifest.compacted(10, manifest.runs().with(0, large));
        assertThat(plan.fits(other)).isFalse();
    }
}
