package cairn.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.StorageKey;
import cairn.storage.environment.UniqueName;
import cairn.storage.environment.Waiting;
import cairn.storage.format.DataName;
import cairn.storage.format.Level;
import cairn.storage.format.LogRecord;
import cairn.storage.format.PartitionName;
import cairn.storage.format.StoredItem;
import cairn.storage.memory.MemoryStore;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.request.PatientStore;
import cairn.storage.request.SteppedTime;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A segment with one flipped bit is refused or read correctly.
final class FlippedSegmentTest {
    private final SteppedTime time = new SteppedTime();
    private final PartitionName partition =
            new PartitionName(UniqueName.fresh(0, time), UniqueName.fresh(0, time));

    private static LogRecord record(int number) {
        StoredItem item = new StoredItem(number, new byte[] {'{', (byte) number, '}'});
        return new LogRecord(
                StorageKey.of(new byte[] {(byte) number, 7}), 100 + number, Optional.of(item));
    }

    private static List<Object> shown(List<LogRecord> records) {
        List<Object> shown = new ArrayList<>();
        for (LogRecord record : records) {
            StoredItem item = record.item().orElseThrow();
            shown.add(
                    List.of(
                            record.key(),
                            record.sequence(),
                            item.sizeBytes(),
                            new String(item.json(), StandardCharsets.ISO_8859_1)));
        }
        return shown;
    }

    @Test
    void noFlippedBitIsReadWrong() {
        SegmentWriter writer =
                new SegmentWriter(
                        new DataName(partition, UniqueName.fresh(0, time)),
                        3,
                        40,
                        (s, n, f, b) -> {});
        List<LogRecord> written = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            written.add(record(number));
            writer.add(record(number));
        }
        SegmentWriter.Segment segment = writer.finish();
        byte[] bytes = segment.content().toBytes();
        int refused = 0;
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(shown(read(segment, flipped)))
                        .as("bit %d", bit)
                        .isEqualTo(shown(written));
            } catch (CorruptObject e) {
                refused++;
            }
        }
        // The bytes in front of the blocks are not read.
        assertThat(refused).isGreaterThan(bytes.length * 4);
    }

    private List<LogRecord> read(SegmentWriter.Segment segment, byte[] bytes) {
        MemoryStore store = new MemoryStore(() -> Instant.EPOCH);
        ObjectKey key = segment.ref().key();
        store.put(key, bytes, Precondition.ABSENT);
        SegmentReader reader =
                new SegmentReader(time, new PatientStore(time, store), new SegmentCache(1 << 20));
        Level level = new Level(List.of(segment.ref()));
        LevelWalk walk = new LevelWalk(reader, level, Range.ALL, 1, Waiting.ALLOWED);
        List<LogRecord> records = new ArrayList<>();
        walk.forEachRemaining(records::add);
        return records;
    }
}
