package cairn.storage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.StorageKey;
import cairn.storage.environment.UniqueName;
import cairn.storage.format.CommitId;
import cairn.storage.format.DataName;
import cairn.storage.format.Fields;
import cairn.storage.format.LogRecord;
import cairn.storage.format.LogRef;
import cairn.storage.format.PartitionName;
import cairn.storage.format.StoredItem;
import cairn.storage.port.CorruptObject;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Heads and chunks decode to what was encoded. With one wrong byte they do not decode at all.
class DamageTest {
    private static final PartitionName PARTITION =
            new PartitionName(
                    new UniqueName("01arz3ndektsv4rrffq69g5fav"),
                    new UniqueName("01arz3ndektsv4rrffq69g5faw"));
    private static final UniqueName CHUNK = new UniqueName("01arz3ndektsv4rrffq69g5fax");
    private static final DataName NAME = new DataName(PARTITION, CHUNK);

    private static Head head() {
        StorageKey key = StorageKey.of(new byte[] {1, 2, 3});
        StoredItem item = new StoredItem(9, new byte[] {'{', '}'});
        Manifest manifest =
                Manifest.EMPTY.plus(new LogRef(0, NAME, 0, 0, 2, 7, 100, Fields.Unknown.NONE));
        LogSection tail = LogSection.empty(new LogSection.Position(2, 50, 77));
        LogSection.Position at = tail.after();
        Commit first =
                Commit.of(
                        new CommitId(1, 2),
                        at.sequence() + 1,
                        60,
                        List.of(
                                new LogRecord(key, 3, Optional.of(item)),
                                new LogRecord(key, 4, Optional.empty())));
        Commit second = Commit.of(new CommitId(3, 4), 5, 61, List.of());
        return new Head(manifest, tail.plus(first).plus(second));
    }

    @Test
    void aHeadComesBack() {
        Head read = Head.decode(PARTITION, head().encode(PARTITION).toBytes());
        assertThat(read.manifest()).isEqualTo(head().manifest());
        assertThat(read.sequence()).isEqualTo(5);
        assertThat(read.timeMicros()).isEqualTo(61);
        assertThat(read.tail().commits().toBytes()).isEqualTo(head().tail().commits().toBytes());
        assertThat(read.tail().commitsAfter(4)).hasSize(1);
    }

    @Test
    void aChunkComesBack() {
        byte[] bytes = new Chunk(Optional.of(NAME), head().tail()).encode(PARTITION).toBytes();
        Chunk read = Chunk.decode(NAME, bytes);
        assertThat(read.predecessor()).contains(NAME);
        assertThat(read.log().after()).isEqualTo(head().tail().after());
    }

    @Test
    void everyChangedByteIsNoticed() {
        byte[] head = head().encode(PARTITION).toBytes();
        byte[] chunk = new Chunk(Optional.of(NAME), head().tail()).encode(PARTITION).toBytes();
        for (int bit = 0; bit < 8; bit++) {
            for (int at = 0; at < head.length; at++) {
                byte[] damaged = changed(head, at, 1 << bit);
                assertThatThrownBy(() -> Head.decode(PARTITION, damaged))
                        .as("byte %d of the head", at)
                        .isInstanceOf(CorruptObject.class);
            }
            for (int at = 0; at < chunk.length; at++) {
                byte[] damaged = changed(chunk, at, 1 << bit);
                assertThatThrownBy(() -> Chunk.decode(NAME, damaged))
                        .as("byte %d of the chunk", at)
                        .isInstanceOf(CorruptObject.class);
            }
        }
    }

    @Test
    void everyCutIsNoticed() {
        byte[] head = head().encode(PARTITION).toBytes();
        for (int length = 0; length < head.length; length++) {
            byte[] cut = Arrays.copyOf(head, length);
            assertThatThrownBy(() -> Head.decode(PARTITION, cut))
                    .as("first %d bytes", length)
                    .isInstanceOf(CorruptObject.class);
        }
    }

    private static byte[] changed(byte[] bytes, int at, int mask) {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) mask;
        return changed;
    }
}
