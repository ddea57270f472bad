package cairn.storage.format;

import cairn.storage.environment.UniqueName;
import cairn.storage.port.ObjectKey;

/// How a head names a chunk: enough to find a sequence number or a time in the log.
///
/// @param data its name
/// @param before last sequence number before the chunk
/// @param beforeMicros commit time of the commit before it; 0 for the first chunk
/// @param last last sequence number in it
/// @param lastMicros commit time of its last commit
/// @param sizeBytes of the object
/// @param unknown of a later Cairn
public record ChunkRef(
        DataName data,
        long before,
        long beforeMicros,
        long last,
        long lastMicros,
        int sizeBytes,
        Fields.Unknown unknown) {
    private static final Tag PLACE = Tag.essential(1);

    /// Unique among all objects of the store.
    public UniqueName name() {
        return data.name();
    }

    public ObjectKey key() {
        return data.chunk();
    }

    public void write(ByteWriter out, PartitionName holder) {
        new FieldsWriter(unknown).field(PLACE, value -> writePlace(value, holder)).write(out);
    }

    private void writePlace(ByteWriter out, PartitionName holder) {
        data.write(out, holder);
        out.varint(before).varint(beforeMicros).varint(last).varint(lastMicros).varint(sizeBytes);
    }

    public static ChunkRef read(ByteReader in, PartitionName holder) {
        Fields fields = Fields.read(in);
        ChunkRef ref = fields.need(PLACE, value -> readPlace(value, holder));
        return ref.with(fields.rest());
    }

    private static ChunkRef readPlace(ByteReader in, PartitionName holder) {
        return new ChunkRef(
                DataName.read(in, holder),
                in.varint(),
                in.varint(),
                in.varint(),
                in.varint(),
                in.length(),
                Fields.Unknown.NONE);
    }

    private ChunkRef with(Fields.Unknown later) {
        return new ChunkRef(data, before, beforeMicros, last, lastMicros, sizeBytes, later);
    }
}
