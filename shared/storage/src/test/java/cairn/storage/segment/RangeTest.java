package cairn.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.StorageKey;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class RangeTest {
    private static StorageKey key(int number) {
        return StorageKey.of(new byte[] {(byte) number});
    }

    private static Range range(int from, int to, boolean ascending) {
        return new Range(Optional.of(key(from)), Optional.of(key(to)), ascending);
    }

    @Test
    void upwardsTheEndIsPassedAndDownwardsWhatIsBelowTheBeginning() {
        assertThat(range(2, 5, true).passed(key(4))).isFalse();
        assertThat(range(2, 5, true).passed(key(5))).isTrue();
        assertThat(range(2, 5, false).passed(key(2))).isFalse();
        assertThat(range(2, 5, false).passed(key(1))).isTrue();
    }

    @Test
    void aRangeWithoutEndIsNeverPassed() {
        assertThat(Range.ALL.passed(key(255))).isFalse();
        assertThat(new Range(Optional.empty(), Optional.empty(), false).passed(key(0))).isFalse();
        assertThat(new Range(Optional.of(key(3)), Optional.empty(), true).passed(key(1))).isFalse();
    }
}
