package cairn.storage.format;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.StorageKey;
import cairn.storage.port.ObjectKey;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

class RecordFormTest {
    private static final StorageKey KEY = StorageKey.of(new byte[] {1, 2});

    private static StoredItem item(int size, String json) {
        return new StoredItem(size, json.getBytes(StandardCharsets.US_ASCII));
    }

    private static LogRecord readAgain(LogRecord record) {
        ByteWriter out = new ByteWriter(16);
        RecordForm.write(out, record);
        byte[] bytes = out.toBytes();
        ByteReader in = new ByteReader(new ObjectKey("object"), bytes, 0, bytes.length);
        LogRecord read = RecordForm.read(in, record.run(), KEY, record.sequence()).orElseThrow();
        assertThat(in.atEnd()).isTrue();
        return read;
    }

    @Test
    void theOldImageAndWhoWantedItComeBack() {
        LogRecord record =
                new LogRecord(
                        3,
                        KEY,
                        9,
                        Optional.empty(),
                        Optional.of(item(7, "{}")),
                        Origin.SERVICE,
                        Fields.Unknown.NONE);
        LogRecord read = readAgain(record);
        assertThat(read.run()).isEqualTo(3);
        assertThat(read.sequence()).isEqualTo(9);
        assertThat(read.item()).isEmpty();
        assertThat(read.old().orElseThrow().sizeBytes()).isEqualTo(7);
        assertThat(read.old().orElseThrow().json()).containsExactly('{', '}');
        assertThat(read.origin()).isEqualTo(Origin.SERVICE);
    }

    @Test
    void whoWantedItComesBackWithoutAnOldImage() {
        LogRecord record =
                new LogRecord(
                        0,
                        KEY,
                        9,
                        Optional.empty(),
                        Optional.empty(),
                        Origin.SERVICE,
                        Fields.Unknown.NONE);
        assertThat(readAgain(record)).isEqualTo(record);
    }

    @Test
    void whatIsSaidOfMostRecordsTakesNoBytes() {
        ByteWriter out = new ByteWriter(16);
        RecordForm.write(out, new LogRecord(KEY, 1, Optional.of(item(5, "{}"))));
        // Length, kind, size, length of the item, item.
        assertThat(out.toBytes()).containsExactly(5, 3, 5, 2, '{', '}');
    }

    @Test
    void theStateIsWithoutItsHistory() {
        LogRecord record =
                new LogRecord(
                        0,
                        KEY,
                        9,
                        Optional.of(item(1, "a")),
                        Optional.of(item(1, "b")),
                        Origin.SERVICE,
                        Fields.Unknown.NONE);
        assertThat(record.state().old()).isEmpty();
        assertThat(record.state().origin()).isEqualTo(Origin.CLIENT);
        assertThat(record.state().item()).isEqualTo(record.item());
        LogRecord plain = new LogRecord(KEY, 9, record.item());
        assertThat(plain.state()).isSameAs(plain);
    }
}
