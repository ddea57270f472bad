package cairn.storage.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.StorageKey;
import cairn.storage.environment.SystemEnvironment;
import cairn.storage.environment.UniqueName;
import cairn.storage.segment.Range;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

class PartitionMapTest {
    private static final UniqueName NAME = new UniqueName("0".repeat(26));

    private static StorageKey key(String hex) {
        return StorageKey.of(HexFormat.of().parseHex(hex));
    }

    private static PartitionMap map(String... bounds) {
        List<PartitionMap.Entry> entries = new ArrayList<>();
        for (String bound : bounds) {
            entries.add(new PartitionMap.Entry(key(bound), NAME));
        }
        return new PartitionMap(entries);
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "63, 0", "63ff, 0", "64, 1", "6400, 1", "c7ffff, 1", "c801, 2", "ff, 2"})
    void aPartitionHoldsKeysFromItsBoundUpToTheNext(String key, int partition) {
        assertThat(map("", "64", "c801").indexOf(key(key))).isEqualTo(partition);
    }

    /// Bounds can be anywhere, also between two sort keys of one partition key.
    @Test
    void partitionsOfOneHashAreToldApartByWhatFollows() {
        PartitionMap map = map("", "00000000000000016101", "0000000000000001610162");
        assertThat(map.indexOf(key("0000000000000001610161ff"))).isEqualTo(1);
        assertThat(map.indexOf(key("000000000000000161016200"))).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 0, 3",
        "'', 64, 0, 1",
        "'', 6400, 0, 2",
        "64, c8, 1, 2",
        "63, 64, 0, 1",
        "c8, ffff, 2, 3"
    })
    void aRangeLiesInThePartitionsFromItsFirstKeyToItsLast(
            String from, String to, int first, int end) {
        PartitionMap map = map("", "64", "c8");
        Range range = new Range(bound(from), bound(to), true);
        assertThat(map.firstOf(range)).isEqualTo(first);
        assertThat(map.endOf(range)).isEqualTo(end);
    }

    private static Optional<StorageKey> bound(String hex) {
        return hex.isEmpty() ? Optional.empty() : Optional.of(key(hex));
    }

    @Test
    void theFirstPartitionBeginsAtTheEmptyKeyAndAllAreInOrder() {
        assertThatThrownBy(() -> map()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> map("01")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> map("", "05", "05")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> map("", "ff", "01")).isInstanceOf(IllegalArgumentException.class);
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
            long length = entries.get(i).from().hash() - entries.get(i - 1).from().hash();
            assertThat(length - share).isBetween(0L, 1L);
        }
        assertThat(-1 - entries.getLast().from().hash() - share).isBetween(-1L, 1L);
    }
}
