package cairn.storage.segment;

import cairn.storage.format.ByteReader;
import cairn.storage.format.DataName;
import cairn.storage.format.PartitionName;
import cairn.storage.port.ByteRange;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.ObjectKey;

/// A segment read as a whole, for tools that have no head. Readers use a head's [SegmentRef] and
/// fetch only what they need.
///
/// @param footerAt the range of index and filter
public record WholeSegment(
        DataName name, ByteRange footerAt, Footer footer, ObjectKey key, byte[] bytes) {
    private static final int END_BYTES = 16;

    /// Reads start, end and footer; the blocks are read one by one.
    ///
    /// @throws CorruptObject one of them is damaged
    public static WholeSegment decode(ObjectKey key, byte[] bytes) {
        ByteReader in = new ByteReader(key, bytes, 0, bytes.length);
        if (in.u32() != SegmentWriter.MAGIC) {
            throw in.corrupt("object of another kind");
        }
        int format = in.u16();
        DataName name = new DataName(PartitionName.read(in), in.name());
        int end = bytes.length - END_BYTES;
        if (end < in.position()) {
            throw in.corrupt("object cut short");
        }
        ByteReader ending = new ByteReader(key, bytes, end, bytes.length);
        long offset = ending.u64();
        int length = ending.u32();
        if (ending.u32() != SegmentWriter.MAGIC
                || offset < in.position()
                || length < 1
                || offset != end - (long) length) {
            throw ending.corrupt("a segment's end that names no footer");
        }
        ByteReader body = new ByteReader(key, bytes, (int) offset, end);
        Footer footer = Footer.decode(key, body.raw(length));
        if (format != SegmentWriter.FORMAT) {
            throw in.corrupt("format " + format + " before a footer of another");
        }
        checkPlaces(footer, in.position(), offset, key);
        return new WholeSegment(name, new ByteRange(offset, length), footer, key, bytes);
    }

    private static void checkPlaces(Footer footer, int from, long to, ObjectKey key) {
        boolean begins = footer.blocks() > 0 && footer.place(0).offset() == from;
        if (!begins || footer.place(footer.blocks() - 1).end() != to) {
            throw new CorruptObject("blocks that do not fill the segment", key, from);
        }
    }

    /// Reads one block.
    ///
    /// @throws CorruptObject it is damaged
    public Block block(int number) {
        return footer.block(number, key, bytes, new ByteRange(0, bytes.length));
    }
}
