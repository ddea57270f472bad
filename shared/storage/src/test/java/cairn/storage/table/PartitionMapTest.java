package cairn.storage.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.storage.environment.SystemEnvironment;
import cairn.storage.environment.UniqueName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

class PartitionMapTest {
    private static final UniqueName NAME = new UniqueName("0".repeat(26));

    private static PartitionMap map(long... bounds) {
        List<PartitionMap.Entry> entries = new ArrayList<>();
        for (long bound : bounds) {
            entries.add(new PartitionMap.Entry(bound, NAME));
        }
        return new PartitionMap(entries);
    }

    @Test
    void aPartitionHoldsHashesFromItsBoundUpToTheNext() {
        PartitionMap map = map(0, 100, 200);
        assertThat(map.indexOf(0)).isZero();
        assertThat(map.indexOf(99)).isZero();
        assertThat(map.indexOf(100)).isEqualTo(1);
        assertThat(map.indexOf(199)).isEqualTo(1);
        assertThat(map.indexOf(200)).isEqualTo(2);
        assertThat(map.indexOf(Long.MAX_VALUE)).isEqualTo(2);
    }

    @Test
    void hashesAreUnsigned() {
        PartitionMap map = map(0, Long.MIN_VALUE);
        assertThat(map.indexOf(Long.MAX_VALUE)).isZero();
        assertThat(map.indexOf(Long.MIN_VALUE)).isEqualTo(1);
        assertThat(map.indexOf(-1)).isEqualTo(1);
        assertThat(map(0, -2, -1).indexOf(-2)).isEqualTo(1);
    }

    @Test
    void theFirstPartitionBeginsAtZeroAndAllAreInOrder() {
        assertThatThrownBy(() -> map()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> map(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> map(0, 5, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> map(0, -1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64})
    void freshPartitionsHaveEqualSharesAndNamesOfTheirOwn(int count) {
        PartitionMap map =
                PartitionMap.fresh(
                        count,
                        0,
                        new SystemEnvironment(
                                (task, e) -> {
                                    throw new IllegalStateException(task, e);
                                }));
        List<PartitionMap.Entry> entries = map.entries();
        assertThat(entries).hasSize(count);
        assertThat(entries.stream().map(PartitionMap.Entry::partition).distinct()).hasSize(count);
        long share = Long.divideUnsigned(-1, count);
        for (int i = 1; i < count; i++) {
            long length = entries.get(i).fromHash() - entries.get(i - 1).fromHash();
            assertThat(length - share).isBetween(0L, 1L);
        }
        assertThat(-1 - entries.getLast().fromHash() - share).isBetween(-1L, 1L);
    }
}
