package cairn.storage.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.StorageKey;
import cairn.storage.format.LogRecord;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;

class UpToTest {
    @Test
    void onlyRecordsUpToTheSequenceNumberComeInTheirOrder() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<LogRecord> records = new ArrayList<>();
            for (int i = 0; i < random.nextInt(12); i++) {
                StorageKey key = StorageKey.of(new byte[] {(byte) i});
                records.add(new LogRecord(key, 1 + random.nextInt(10), Optional.empty()));
            }
            int last = random.nextInt(11);
            List<LogRecord> came = new ArrayList<>();
            UpTo upTo = new UpTo(records.iterator(), last);
            upTo.forEachRemaining(came::add);
            assertThat(came)
                    .as("seed %d", seed)
                    .isEqualTo(records.stream().filter(r -> r.sequence() <= last).toList());
            assertThatThrownBy(upTo::next).isInstanceOf(NoSuchElementException.class);
        }
    }
}
