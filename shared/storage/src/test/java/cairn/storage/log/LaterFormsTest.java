package cairn.storage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.StorageKey;
import cairn.storage.environment.UniqueName;
import cairn.storage.format.ByteReader;
import cairn.storage.format.ByteWriter;
import cairn.storage.format.CommitId;
import cairn.storage.format.DataName;
import cairn.storage.format.Fields;
import cairn.storage.format.FieldsWriter;
import cairn.storage.format.LogRecord;
import cairn.storage.format.LogRef;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Preamble;
import cairn.storage.format.RecordForm;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;
import cairn.storage.format.Tag;
import cairn.storage.port.Content;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.TooNew;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// What a later Cairn wrote is kept or refused, and never changed.
final class LaterFormsTest {
    private static final PartitionName PARTITION =
            new PartitionName(new UniqueName("0".repeat(26)), new UniqueName("1".repeat(26)));
    private static final PartitionName OTHER =
            new PartitionName(new UniqueName("0".repeat(26)), new UniqueName("2".repeat(26)));
    private static final DataName CHUNK = new DataName(PARTITION, new UniqueName("3".repeat(26)));
    private static final ObjectKey KEY = new ObjectKey("object");
    private static final byte[] LATER = "later".getBytes(StandardCharsets.US_ASCII);

    private static Fields.Unknown unknown(Tag tag) {
        ByteWriter out = new ByteWriter(16);
        new FieldsWriter(Fields.Unknown.NONE).field(tag, value -> value.raw(LATER)).write(out);
        byte[] bytes = out.toBytes();
        return Fields.read(new ByteReader(KEY, bytes, 0, bytes.length)).rest();
    }

    private static Manifest described(Fields.Unknown unknown) {
        return new Manifest(new LifeState.Live(), List.of(), 0, Runs.all(List.of()), 0, unknown);
    }

    private static Head head(Fields.Unknown unknown) {
        return new Head(described(unknown), LogSection.empty(LogSection.Position.START));
    }

    @Test
    void aHeadKeepsWhatItNeedNotUnderstand() {
        byte[] later = head(unknown(Tag.optional(40))).encode(PARTITION).toBytes();
        Head read = Head.decode(PARTITION, later);
        LogRef chunk = new LogRef(0, CHUNK, 0, 0, 2, 7, 9, Fields.Unknown.NONE);
        Head next = new Head(read.manifest().plus(chunk), read.tail());
        Head rewritten = Head.decode(PARTITION, next.encode(PARTITION).toBytes());
        assertThat(rewritten.manifest().uncompacted()).containsExactly(chunk);
        byte[] without =
                new Head(described(Fields.Unknown.NONE).plus(chunk), read.tail())
                        .encode(PARTITION)
                        .toBytes();
        assertThat(next.encode(PARTITION).length()).isEqualTo(without.length + 2 + LATER.length);
        assertThat(new String(next.encode(PARTITION).toBytes(), StandardCharsets.ISO_8859_1))
                .contains("later");
    }

    @Test
    void aFieldThatMustBeUnderstoodIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> unknown(Tag.essential(40)))
                .isInstanceOf(TooNew.class)
                .hasMessageContaining("field 40")
                .hasMessageContaining("a later Cairn wrote it; run that version");
    }

    @Test
    void fieldsOutOfOrderAreDamage() {
        byte[] bytes = {6, 4, 1, 9, 2, 1, 9};
        assertThatThrownBy(() -> Fields.read(new ByteReader(KEY, bytes, 0, bytes.length)))
                .isInstanceOf(CorruptObject.class);
    }

    @Test
    void anotherFormatIsTooNewOnlyIfItIsSound() {
        byte[] later = head(Fields.Unknown.NONE).encode(PARTITION).toBytes();
        later[5]++;
        assertThatThrownBy(() -> Head.decode(PARTITION, later)).isInstanceOf(CorruptObject.class);
        int length = ByteReader.get32(later, Preamble.LENGTH_AT);
        ByteWriter.put32(later, length, ByteWriter.crc(later, 0, length, 0));
        assertThatThrownBy(() -> Head.decode(PARTITION, later))
                .isInstanceOf(TooNew.class)
                .hasMessageContaining("format 4");
    }

    /// A child of a split, or a restored table, refers to chunks and segments of other partitions.
    @Test
    void namesOfOthersDataComeBackWithTheirOwner() {
        DataName theirs = new DataName(OTHER, new UniqueName("4".repeat(26)));
        LogRef chunk = new LogRef(0, theirs, 0, 0, 7, 70, 9, Fields.Unknown.NONE);
        Head head =
                new Head(
                        described(Fields.Unknown.NONE).plus(chunk),
                        head(Fields.Unknown.NONE).tail());
        Head read = Head.decode(PARTITION, head.encode(PARTITION).toBytes());
        assertThat(read.manifest()).isEqualTo(head.manifest());
        assertThat(read.manifest().uncompacted().getFirst().key())
                .isEqualTo(OTHER.chunk(theirs.name()));
    }

    @Test
    void aRecordKeepsWhatItNeedNotUnderstand() {
        StorageKey key = StorageKey.of(new byte[] {1});
        LogRecord later =
                new LogRecord(
                        key,
                        1,
                        Optional.of(new StoredItem(3, new byte[] {'{', '}'})),
                        unknown(Tag.optional(9)));
        ByteWriter out = new ByteWriter(16);
        RecordForm.write(out, later);
        byte[] bytes = out.toBytes();
        LogRecord read =
                RecordForm.read(new ByteReader(KEY, bytes, 0, bytes.length), 0, key, 1)
                        .orElseThrow();
        assertThat(read.item().orElseThrow().json()).containsExactly('{', '}');
        ByteWriter again = new ByteWriter(16);
        RecordForm.write(again, read);
        assertThat(again.toBytes()).isEqualTo(bytes);
    }

    private static byte[] record(Tag kind) {
        // The length, the kind, and content that only the later Cairn knows.
        return new byte[] {
            3, (byte) (kind.number() << 1 | (kind.mustBeUnderstood() ? 1 : 0)), 5, 6
        };
    }

    @Test
    void aRecordOfALaterKindIsPassedOverOrRefused() {
        StorageKey key = StorageKey.of(new byte[] {1});
        byte[] optional = record(Tag.optional(7));
        ByteReader in = new ByteReader(KEY, optional, 0, optional.length);
        assertThat(RecordForm.read(in, 0, key, 1)).isEmpty();
        assertThat(in.atEnd()).isTrue();
        byte[] essential = record(Tag.essential(7));
        assertThatThrownBy(
                        () ->
                                RecordForm.read(
                                        new ByteReader(KEY, essential, 0, essential.length),
                                        0,
                                        key,
                                        1))
                .isInstanceOf(TooNew.class)
                .hasMessageContaining("record of kind 7");
    }

    /// A section with one commit of one deletion, in which the kind of the record is replaced.
    private static LogSection withRecordOf(Tag kind) {
        LogRecord record = new LogRecord(StorageKey.of(new byte[] {1}), 1, Optional.empty());
        byte[] commit =
                LogSection.empty(LogSection.Position.START)
                        .plus(Commit.of(new CommitId(1, 1), 1, 10, List.of(record)))
                        .commits()
                        .toBytes();
        int end = commit.length - 4;
        commit[end - 1] = (byte) (kind.number() << 1 | (kind.mustBeUnderstood() ? 1 : 0));
        int crc = ByteWriter.crc(commit, 0, end, 0);
        ByteWriter.put32(commit, end, crc);
        return new LogSection(
                LogSection.Position.START,
                Content.of(commit),
                new LogSection.Position(1, 10, crc),
                KEY);
    }

    /// An unknown record still has its sequence number, and its bytes are copied with the log.
    @Test
    void aLaterRecordStaysInTheLog() {
        LogSection section = withRecordOf(Tag.optional(7));
        byte[] chunk = new Chunk(Optional.of(CHUNK), section).encode(PARTITION).toBytes();
        Chunk read = Chunk.decode(CHUNK, chunk);
        assertThat(read.log().commitsAfter(0))
                .containsExactly(new Commit(new CommitId(1, 1), 1, 1, 10, List.of()));
        assertThat(read.log().after().sequence()).isEqualTo(1);
        assertThat(new Chunk(read.predecessor(), read.log()).encode(PARTITION).toBytes())
                .isEqualTo(chunk);
    }

    @Test
    void aLaterRecordThatMustBeUnderstoodStopsTheReader() {
        LogSection section = withRecordOf(Tag.essential(7));
        assertThatThrownBy(() -> section.commitsAfter(0))
                .isInstanceOf(TooNew.class)
                .hasMessageContaining("record of kind 7 in object");
    }
}
