package cairn.storage.segment;

import cairn.item.StorageKey;
import cairn.storage.format.ByteReader;
import cairn.storage.format.ByteWriter;
import cairn.storage.format.Compression;
import cairn.storage.format.LogRecord;
import cairn.storage.format.RecordForm;
import cairn.storage.port.ObjectKey;

import com.github.luben.zstd.ZstdException;

import java.util.Arrays;
import java.util.List;

/// A block of a segment, decompressed: records of neighbouring keys, the newest of each. Immutable.
///
/// On disk: a zstd frame, then CRC32C (seeded with the block's number). The frame contains
/// consecutive entries. Each has the number of bytes shared with the previous key, the rest of the
/// key, the sequence number, and the record's content.
public final class Block implements Weighed {
    static final int RAW_BYTES_MAX = 64 << 20;

    private final byte[] raw;
    private final StorageKey[] keys;
    private final int[] positions;
    private final ObjectKey segment;
    private final int run;

    private Block(byte[] raw, StorageKey[] keys, int[] positions, ObjectKey segment, int run) {
        this.raw = raw;
        this.keys = keys;
        this.positions = positions;
        this.segment = segment;
        this.run = run;
    }

    /// Appends one entry to a block being made.
    static void append(ByteWriter out, byte[] previousKey, LogRecord record) {
        out.keyAfter(previousKey, record.key().bytes()).varint(record.sequence());
        RecordForm.write(out, record);
    }

    /// The stored form of entries written by [#append].
    static byte[] encode(ByteWriter entries, int number) {
        byte[] stored = entries.compressed(4);
        int end = stored.length - 4;
        ByteWriter.put32(stored, end, ByteWriter.crc(stored, 0, end, number));
        return stored;
    }

    /// Reads the block in `bytes` at `offset`.
    ///
    /// @param run the run of the segment
    static Block decode(
            ObjectKey segment, int run, byte[] bytes, int offset, Footer.BlockSpan place) {
        ByteReader in = new ByteReader(segment, bytes, offset, bytes.length);
        int frame = place.length() - 4;
        in.skip(frame);
        if (in.u32() != ByteWriter.crc(bytes, offset, offset + frame, place.number())) {
            throw in.corrupt("checksum of block " + place.number());
        }
        byte[] raw = new byte[place.rawLength()];
        try {
            if (!Compression.decompress(bytes, offset, frame, raw)) {
                throw in.corrupt("block of another length");
            }
        } catch (ZstdException e) {
            throw in.corrupt("block that does not decompress: " + e.getMessage());
        }
        return of(raw, segment, run);
    }

    /// The block with these entries.
    static Block of(byte[] raw, ObjectKey segment, int run) {
        StorageKey[] keys = new StorageKey[64];
        int[] positions = new int[64];
        int count = 0;
        byte[] key = new byte[0];
        ByteReader in = new ByteReader(segment, raw, 0, raw.length);
        while (!in.atEnd()) {
            byte[] next = in.keyAfter(key);
            if (count == keys.length) {
                keys = Arrays.copyOf(keys, count * 2);
                positions = Arrays.copyOf(positions, count * 2);
            }
            keys[count] = StorageKey.of(next);
            positions[count++] = in.position();
            key = next;
            in.varint();
            RecordForm.skip(in);
        }
        return new Block(
                raw, Arrays.copyOf(keys, count), Arrays.copyOf(positions, count), segment, run);
    }

    public int size() {
        return keys.length;
    }

    /// The record at `index`, in key order.
    public LogRecord record(int index) {
        ByteReader in = new ByteReader(segment, raw, positions[index], raw.length);
        long sequence = in.varint();
        return RecordForm.read(in, run, keys[index], sequence)
                .orElseThrow(() -> in.tooNew("record of a kind that segments do not have"));
    }

    /// Index of the record of `key`; negative if there is none.
    public int indexOf(StorageKey key) {
        return Arrays.binarySearch(keys, key);
    }

    /// Index of the first record at or above `key`; [#size] if there is none.
    public int atOrAbove(StorageKey key) {
        int index = Arrays.binarySearch(keys, key);
        return index < 0 ? -index - 1 : index;
    }

    @Override
    public int weightBytes() {
        int bytes = raw.length + 64;
        for (StorageKey key : keys) {
            bytes += 48 + key.bytes().length;
        }
        return bytes;
    }

    /// The keys, in order.
    public List<StorageKey> keys() {
        return List.of(keys);
    }
}
