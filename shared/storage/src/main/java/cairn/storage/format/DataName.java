package cairn.storage.format;

import cairn.storage.environment.UniqueName;
import cairn.storage.port.ObjectKey;

/// The name of a chunk, an index of the log or a segment, and its owner: the partition in whose
/// folder it is. Another partition may also name it.
public record DataName(PartitionName owner, UniqueName name) {

    /// Its key, if it is a chunk.
    public ObjectKey chunk() {
        return owner.chunk(name);
    }

    /// Its key, if it is an index of the log.
    public ObjectKey logIndex() {
        return owner.logIndex(name);
    }

    /// Its key, if it is a segment.
    public ObjectKey segment() {
        return owner.segment(name);
    }

    /// @param holder the partition of the object that contains the name
    public void write(ByteWriter out, PartitionName holder) {
        out.ascii(name.text());
        if (owner.equals(holder)) {
            out.u8(0);
        } else {
            out.u8(1);
            owner.write(out);
        }
    }

    /// @param holder the partition of the object that contains the name
    public static DataName read(ByteReader in, PartitionName holder) {
        UniqueName name = in.name();
        int where = in.u8();
        if (where > 1) {
            throw in.corrupt("owner written in way " + where);
        }
        return new DataName(where == 0 ? holder : PartitionName.read(in), name);
    }
}
