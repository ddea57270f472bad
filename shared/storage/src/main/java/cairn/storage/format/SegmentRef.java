package cairn.storage.format;

import cairn.item.StorageKey;
import cairn.storage.environment.UniqueName;
import cairn.storage.port.ByteRange;
import cairn.storage.port.ObjectKey;

/// A head's reference to a segment. It is enough to decide whether the segment may contain a key,
/// and to fetch its index and filter with one request.
///
/// @param data its name
/// @param first smallest key in the segment
/// @param last greatest key in it
/// @param items number of items that the segment holds, deletions not counted
/// @param itemBytes sum of DynamoDB's sizes of those items
/// @param sizeBytes length of the object
/// @param footer the range of index and filter together
/// @param unknown fields of a later Cairn
public record SegmentRef(
        DataName data,
        StorageKey first,
        StorageKey last,
        long items,
        long itemBytes,
        long sizeBytes,
        ByteRange footer,
        Fields.Unknown unknown) {
    private static final Tag PLACE = Tag.essential(1);

    /// Unique among all objects of the store.
    public UniqueName name() {
        return data.name();
    }

    public ObjectKey key() {
        return data.segment();
    }

    public void write(ByteWriter out, PartitionName holder) {
        new FieldsWriter(unknown).field(PLACE, value -> writePlace(value, holder)).write(out);
    }

    private void writePlace(ByteWriter out, PartitionName holder) {
        data.write(out, holder);
        out.string(first.bytes()).string(last.bytes());
        out.varint(items).varint(itemBytes).varint(sizeBytes);
        out.varint(footer.offset()).varint(footer.length());
    }

    public static SegmentRef read(ByteReader in, PartitionName holder) {
        Fields fields = Fields.read(in);
        SegmentRef ref = fields.need(PLACE, value -> readPlace(value, holder));
        return ref.with(fields.rest());
    }

    private static SegmentRef readPlace(ByteReader in, PartitionName holder) {
        return new SegmentRef(
                DataName.read(in, holder),
                StorageKey.of(in.string()),
                StorageKey.of(in.string()),
                in.varint(),
                in.varint(),
                in.varint(),
                new ByteRange(in.varint(), in.length()),
                Fields.Unknown.NONE);
    }

    private SegmentRef with(Fields.Unknown later) {
        return new SegmentRef(data, first, last, items, itemBytes, sizeBytes, footer, later);
    }
}
