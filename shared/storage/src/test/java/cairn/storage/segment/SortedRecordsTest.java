package cairn.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.StorageKey;
import cairn.storage.format.LogRecord;
import cairn.storage.format.StoredItem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Compares the tree with a sorted map.
class SortedRecordsTest {
    private static final int KEYS = 60;

    private static StorageKey key(int number) {
        return StorageKey.of(new byte[] {(byte) number});
    }

    private static LogRecord record(int key, long sequence, int bytes) {
        return new LogRecord(
                key(key), sequence, Optional.of(new StoredItem(bytes, new byte[bytes])));
    }

    private static List<LogRecord> listed(Iterator<LogRecord> records) {
        List<LogRecord> listed = new ArrayList<>();
        records.forEachRemaining(listed::add);
        return listed;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void holdsTheNewestRecordOfEachKeyInOrder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        NavigableMap<StorageKey, LogRecord> model = new TreeMap<>();
        SortedRecords records = SortedRecords.EMPTY;
        for (int i = 1; i <= 300; i++) {
            LogRecord record = record(random.nextInt(KEYS), i, random.nextInt(40));
            SortedRecords before = records;
            List<LogRecord> all = List.copyOf(model.values());
            records = records.plus(record);
            assertThat(listed(before.from(Optional.empty(), true))).isEqualTo(all);
            model.put(record.key(), record);
            agree(records, model, key(random.nextInt(KEYS)));
        }
    }

    private static void agree(
            SortedRecords records, NavigableMap<StorageKey, LogRecord> model, StorageKey bound) {
        assertThat(listed(records.from(Optional.empty(), true)))
                .containsExactlyElementsOf(model.values());
        assertThat(listed(records.from(Optional.empty(), false)))
                .containsExactlyElementsOf(model.descendingMap().values());
        assertThat(listed(records.from(Optional.of(bound), true)))
                .containsExactlyElementsOf(model.tailMap(bound, true).values());
        assertThat(listed(records.from(Optional.of(bound), false)))
                .containsExactlyElementsOf(model.headMap(bound, false).descendingMap().values());
        assertThat(records.find(bound)).isEqualTo(Optional.ofNullable(model.get(bound)));
        assertThat(records.weightBytes())
                .isEqualTo(model.values().stream().mapToLong(LogRecord::weightBytes).sum());
    }

    @Test
    void afterLeavesWhatCameLater() {
        SortedRecords records =
                SortedRecords.EMPTY
                        .plus(record(3, 1, 1))
                        .plus(record(1, 2, 1))
                        .plus(record(2, 3, 1));
        assertThat(listed(records.after(0).from(Optional.empty(), true))).hasSize(3);
        assertThat(listed(records.after(2).from(Optional.empty(), true)))
                .containsExactly(record(records, 2));
        assertThat(listed(records.after(3).from(Optional.empty(), true))).isEmpty();
        assertThat(records.after(1).weightBytes())
                .isEqualTo(records.weightBytes() - record(records, 3).weightBytes());
    }

    private static LogRecord record(SortedRecords records, int key) {
        return records.find(key(key)).orElseThrow();
    }

    /// Without balancing, keys in order, or from both ends inwards, turn the tree into a list.
    /// Recursion over such a list overflows any stack.
    @Test
    void staysShallowWhateverTheOrderOfKeys() {
        int count = 200_000;
        SortedRecords up = SortedRecords.EMPTY;
        SortedRecords down = SortedRecords.EMPTY;
        SortedRecords inwards = SortedRecords.EMPTY;
        for (int i = 0; i < count; i++) {
            up = up.plus(wide(i));
            down = down.plus(wide(count - i));
            inwards = inwards.plus(wide(i % 2 == 0 ? i : 2 * count - i));
        }
        assertThat(up.find(wide(count - 1).key())).isPresent();
        assertThat(down.find(wide(1).key())).isPresent();
        assertThat(inwards.find(wide(count - 2).key())).isPresent();
    }

    private static LogRecord wide(int number) {
        byte[] key = {(byte) (number >> 16), (byte) (number >> 8), (byte) number};
        return new LogRecord(StorageKey.of(key), 1, Optional.empty());
    }
}
