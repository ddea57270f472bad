package cairn.storage.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.StorageKey;
import cairn.storage.environment.UniqueName;
import cairn.storage.port.ByteRange;

import org.junit.jupiter.api.Test;

import java.util.List;

class LevelTest {
    private static final UniqueName ID = new UniqueName("0".repeat(26));
    private static final DataName NAME = new DataName(new PartitionName(ID, ID), ID);
    private static final Level LEVEL =
            new Level(List.of(segment(2, 4), segment(6, 6), segment(8, 9)));

    private static StorageKey key(int number) {
        return StorageKey.of(new byte[] {(byte) number});
    }

    private static SegmentRef segment(int first, int last) {
        return new SegmentRef(
                NAME, key(first), key(last), 3, 5, 7, new ByteRange(0, 1), Fields.Unknown.NONE);
    }

    @Test
    void aKeyBelongsToTheSegmentWhoseRangeHoldsIt() {
        for (int number = 0; number < 12; number++) {
            StorageKey key = key(number);
            assertThat(LEVEL.segmentOf(key))
                    .isEqualTo(
                            LEVEL.segments().stream()
                                    .filter(s -> s.first().compareTo(key) <= 0)
                                    .filter(s -> s.last().compareTo(key) >= 0)
                                    .findFirst());
        }
    }

    @Test
    void walksBeginAtTheSegmentNextToTheirBound() {
        int[] reaching = {0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 3};
        int[] below = {-1, -1, -1, 0, 0, 0, 0, 1, 1, 2, 2};
        for (int number = 0; number < reaching.length; number++) {
            assertThat(LEVEL.firstReaching(key(number)))
                    .as("%d", number)
                    .isEqualTo(reaching[number]);
            assertThat(LEVEL.lastBelow(key(number))).as("%d", number).isEqualTo(below[number]);
        }
    }

    @Test
    void sumsAreOfAllSegments() {
        assertThat(LEVEL.items()).isEqualTo(9);
        assertThat(LEVEL.itemBytes()).isEqualTo(15);
        assertThat(LEVEL.sizeBytes()).isEqualTo(21);
    }

    @Test
    void segmentsThatShareAKeyAreRefused() {
        assertThatThrownBy(() -> new Level(List.of(segment(2, 4), segment(4, 5))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
