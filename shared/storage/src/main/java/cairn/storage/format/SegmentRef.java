package cairn.storage.format;

import cairn.item.StorageKey;
import cairn.storage.environment.UniqueName;
import cairn.storage.port.ByteRange;

/// How a head names a segment: enough to tell whether a key can be in it, and to fetch its index
/// and filter with one request.
///
/// @param first smallest key in the segment
/// @param last greatest key in it
/// @param items number of items that the segment holds, deletions not counted
/// @param itemBytes sum of DynamoDB's sizes of those items
/// @param sizeBytes length of the object
/// @param footer where index and filter lie, together
public record SegmentRef(
        UniqueName name,
        StorageKey first,
        StorageKey last,
        long items,
        long itemBytes,
        long sizeBytes,
        ByteRange footer) {

    public void write(ByteWriter out) {
        out.ascii(name.text()).string(first.bytes()).string(last.bytes());
        out.varint(items).varint(itemBytes).varint(sizeBytes);
        out.varint(footer.offset()).varint(footer.length());
    }

    public static SegmentRef read(ByteReader in) {
        return new SegmentRef(
                new UniqueName(in.ascii()),
                StorageKey.of(in.string()),
                StorageKey.of(in.string()),
                in.varint(),
                in.varint(),
                in.varint(),
                new ByteRange(in.varint(), (int) in.varint()));
    }
}
