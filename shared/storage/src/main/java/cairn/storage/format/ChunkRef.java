package cairn.storage.format;

import cairn.storage.environment.UniqueName;

/// How a head names a chunk.
///
/// @param before last sequence number before the chunk
/// @param last last sequence number in it
/// @param sizeBytes of the object
public record ChunkRef(UniqueName name, long before, long last, int sizeBytes) {
    public void write(ByteWriter out) {
        out.ascii(name.text()).varint(before).varint(last).varint(sizeBytes);
    }

    public static ChunkRef read(ByteReader in) {
        return new ChunkRef(
                new UniqueName(in.ascii()), in.varint(), in.varint(), (int) in.varint());
    }
}
