package cairn.storage.format;

import cairn.storage.environment.UniqueName;
import cairn.storage.port.ObjectKey;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/// A partition and the path of its objects: `<hh>/<incarnation>/<partition>/…`, where `hh` is a
/// hash that spreads partitions over the store's own key ranges.
///
/// @param incarnation one life of one table; never used again
/// @param partition unique in the incarnation
public record PartitionName(UniqueName incarnation, UniqueName partition) {

    /// The partition's only mutable object.
    public ObjectKey head() {
        return folder().resolve("head");
    }

    public ObjectKey chunk(UniqueName name) {
        return folder().resolve("chunks/" + name);
    }

    public ObjectKey logIndex(UniqueName name) {
        return folder().resolve("log/" + name);
    }

    public ObjectKey segment(UniqueName name) {
        return folder().resolve("segments/" + name);
    }

    private ObjectKey folder() {
        String path = incarnation + "/" + partition;
        CRC32C crc = new CRC32C();
        crc.update(path.getBytes(StandardCharsets.US_ASCII));
        String spread = HexFormat.of().toHexDigits((byte) crc.getValue());
        return new ObjectKey(spread + "/" + path);
    }

    public void write(ByteWriter out) {
        out.ascii(incarnation.text()).ascii(partition.text());
    }

    public static PartitionName read(ByteReader in) {
        return new PartitionName(in.name(), in.name());
    }

    /// Reads a name that must be this one: an object under another's name is damage.
    public PartitionName checked(ByteReader in) {
        if (!read(in).equals(this)) {
            throw in.corrupt("object of another partition");
        }
        return this;
    }
}
