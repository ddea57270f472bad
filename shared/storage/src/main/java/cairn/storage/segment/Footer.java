package cairn.storage.segment;

import cairn.item.StorageKey;
import cairn.storage.format.ByteReader;
import cairn.storage.format.ByteWriter;
import cairn.storage.format.Fields;
import cairn.storage.format.FieldsWriter;
import cairn.storage.format.Preamble;
import cairn.storage.format.Runs;
import cairn.storage.format.Tag;
import cairn.storage.port.ByteRange;
import cairn.storage.port.ObjectKey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Index and filter of a segment: the result of the request before the first block. Immutable.
public final class Footer implements Weighed {
    private static final int MAGIC = 0x43524e46; // "CRNF"
    private static final Tag INDEX = Tag.essential(1);
    private static final Tag FILTER = Tag.essential(2);
    private static final Tag RUN = Tag.essential(3);

    /// The range of a block in its segment.
    ///
    /// @param number the number of the block, from 0
    /// @param length the length in the object, including the checksum
    /// @param rawLength the length of the entries
    public record BlockSpan(int number, long offset, int length, int rawLength) {
        public long end() {
            return offset + length;
        }
    }

    private final StorageKey[] firstKeys;
    private final BlockSpan[] places;
    private final KeyFilter filter;
    private final int run;

    private Footer(StorageKey[] firstKeys, BlockSpan[] places, KeyFilter filter, int run) {
        this.firstKeys = firstKeys;
        this.places = places;
        this.filter = filter;
        this.run = run;
    }

    static Footer of(
            List<StorageKey> firstKeys, List<BlockSpan> places, KeyFilter filter, int run) {
        return new Footer(
                firstKeys.toArray(StorageKey[]::new),
                places.toArray(BlockSpan[]::new),
                filter,
                run);
    }

    /// False only if the segment has no record of `key`.
    public boolean mayContain(StorageKey key) {
        return filter.mayContain(key);
    }

    public KeyFilter filter() {
        return filter;
    }

    /// The run whose records the segment holds.
    public int run() {
        return run;
    }

    public int blocks() {
        return places.length;
    }

    public BlockSpan place(int number) {
        return places[number];
    }

    /// The block that would hold `key`: the last one that starts at or below it, or the first.
    public int blockOf(StorageKey key) {
        int index = Arrays.binarySearch(firstKeys, key);
        return index >= 0 ? index : Math.max(0, -index - 2);
    }

    /// The last block with a key below `bound`, or -1.
    public int blockBelow(StorageKey bound) {
        int index = Arrays.binarySearch(firstKeys, bound);
        return (index >= 0 ? index : -index - 1) - 1;
    }

    /// Reads block `number` from bytes that were fetched as the range `fetched`.
    public Block block(int number, ObjectKey segment, byte[] bytes, ByteRange fetched) {
        BlockSpan place = places[number];
        return Block.decode(
                segment, run, bytes, Math.toIntExact(place.offset - fetched.offset()), place);
    }

    @Override
    public int weightBytes() {
        int bytes = 128 + filter.weightBytes() + places.length * 40;
        for (StorageKey key : firstKeys) {
            bytes += 48 + key.bytes().length;
        }
        return bytes;
    }

    byte[] encode() {
        ByteWriter out = new ByteWriter(256 + places.length * 32 + filter.weightBytes());
        out.u32(MAGIC).u16(SegmentWriter.FORMAT);
        FieldsWriter fields = new FieldsWriter(Fields.Unknown.NONE);
        fields.field(INDEX, this::writeIndex).field(FILTER, filter::write);
        if (run != Runs.ITEMS) {
            fields.field(RUN, value -> value.varint(run));
        }
        fields.write(out);
        return out.u32(out.crcFrom(0, 0)).toBytes();
    }

    private void writeIndex(ByteWriter out) {
        out.varint(places.length).varint(places[0].offset);
        byte[] previous = new byte[0];
        for (int i = 0; i < places.length; i++) {
            byte[] key = firstKeys[i].bytes();
            out.keyAfter(previous, key);
            out.varint(places[i].length).varint(places[i].rawLength);
            previous = key;
        }
    }

    /// Reads what [SegmentRef#footer] names.
    public static Footer decode(ObjectKey segment, byte[] bytes) {
        ByteReader in = new ByteReader(segment, bytes, 0, bytes.length);
        if (bytes.length < 10 || in.u32() != MAGIC) {
            throw in.corrupt("what is not a footer");
        }
        int end = bytes.length - 4;
        if (ByteReader.get32(bytes, end) != ByteWriter.crc(bytes, 0, end, 0)) {
            throw in.corrupt("checksum of the footer");
        }
        Preamble.checkFormat(in, SegmentWriter.FORMAT);
        Fields fields = Fields.read(in);
        Index index = fields.need(INDEX, Index::read);
        KeyFilter filter = fields.need(FILTER, KeyFilter::read);
        int run = fields.take(RUN, Runs::readNumber).orElse(Runs.ITEMS);
        fields.rest(); // A footer is never rewritten.
        return of(index.firstKeys, index.places, filter, run);
    }

    private record Index(List<StorageKey> firstKeys, List<BlockSpan> places) {
        static Index read(ByteReader in) {
            int blocks = in.count();
            long offset = in.varint();
            Index index = new Index(new ArrayList<>(blocks), new ArrayList<>(blocks));
            byte[] previous = new byte[0];
            for (int i = 0; i < blocks; i++) {
                byte[] key = in.keyAfter(previous);
                BlockSpan place = new BlockSpan(i, offset, in.length(), in.length());
                if (place.length < 4 || place.rawLength > Block.RAW_BYTES_MAX) {
                    throw in.corrupt("block of an impossible length");
                }
                index.firstKeys.add(StorageKey.of(key));
                index.places.add(place);
                offset = place.end();
                previous = key;
            }
            return index;
        }
    }
}
