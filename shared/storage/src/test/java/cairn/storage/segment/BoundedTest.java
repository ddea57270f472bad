package cairn.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.StorageKey;
import cairn.storage.format.LogRecord;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

class BoundedTest {
    private static StorageKey key(int number) {
        return StorageKey.of(new byte[] {(byte) number});
    }

    private static Iterator<LogRecord> records(boolean ascending) {
        List<LogRecord> records = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            records.add(new LogRecord(key(ascending ? i : 10 - i), i, Optional.empty()));
        }
        return records.iterator();
    }

    private static List<Integer> walked(int from, int to, boolean ascending) {
        Range range = new Range(Optional.of(key(from)), Optional.of(key(to)), ascending);
        List<Integer> walked = new ArrayList<>();
        new Bounded(records(ascending), range)
                .forEachRemaining(record -> walked.add((int) record.key().bytes()[0]));
        return walked;
    }

    @Test
    void itEndsWhereTheRangeEnds() {
        assertThat(walked(1, 4, true)).containsExactly(1, 2, 3);
        assertThat(walked(7, 20, false)).containsExactly(9, 8, 7);
        assertThat(walked(1, 1, true)).isEmpty();
        assertThat(walked(1, 20, true)).hasSize(9);
    }

    @Test
    void behindItsEndThereIsNothing() {
        Bounded ended =
                new Bounded(records(true), new Range(Optional.empty(), Optional.of(key(1)), true));
        assertThat(ended.hasNext()).isFalse();
        assertThatThrownBy(ended::next).isInstanceOf(NoSuchElementException.class);
    }
}
