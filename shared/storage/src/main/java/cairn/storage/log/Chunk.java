package cairn.storage.log;

import cairn.storage.format.ByteReader;
import cairn.storage.format.ByteWriter;
import cairn.storage.format.DataName;
import cairn.storage.format.Fields;
import cairn.storage.format.FieldsWriter;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Preamble;
import cairn.storage.format.Tag;
import cairn.storage.port.Content;
import cairn.storage.port.ObjectKey;

import java.util.Arrays;
import java.util.Optional;

/// A chunk: commits spilled from a tail, and the name of the preceding chunk. Immutable.
///
/// The log of a partition is the chain of chunks back from its head. A chunk that only a listing
/// finds may have lost its race.
///
/// @param predecessor absent for the partition's first chunk
public record Chunk(Optional<DataName> predecessor, LogSection log) {
    private static final int MAGIC = 0x43524e43; // "CRNC"
    private static final int FORMAT = 2;
    private static final Tag PARTITION = Tag.essential(1);
    private static final Tag BEGINS = Tag.essential(2);
    private static final Tag PREDECESSOR = Tag.essential(3);
    private static final Tag LAST = Tag.essential(4);

    public Content encode(PartitionName partition) {
        FieldsWriter fields = new FieldsWriter(Fields.Unknown.NONE);
        fields.field(PARTITION, partition::write).field(BEGINS, log.before()::write);
        predecessor.ifPresent(
                chunk -> fields.field(PREDECESSOR, value -> chunk.write(value, partition)));
        fields.field(LAST, value -> value.u64(log.after().sequence()));
        ByteWriter out = Preamble.write(MAGIC, FORMAT, fields);
        byte[] end = new byte[4];
        ByteWriter.put32(end, 0, out.length() + log.length() + end.length);
        return Content.of(out.toBytes()).plus(log.commits()).plus(end);
    }

    /// @param name the name by which it was found
    public static Chunk decode(DataName name, byte[] bytes) {
        ObjectKey key = name.chunk();
        ByteReader in = new ByteReader(key, bytes, 0, bytes.length);
        Preamble.check(in, bytes, MAGIC, FORMAT);
        Fields fields = Fields.read(in);
        fields.need(PARTITION, name.owner()::checked);
        LogSection.Position before = fields.need(BEGINS, LogSection.Position::read);
        Optional<DataName> predecessor =
                fields.take(PREDECESSOR, value -> DataName.read(value, name.owner()));
        long last = fields.need(LAST, ByteReader::u64);
        fields.rest(); // A chunk is never rewritten.
        in.skip(4);
        byte[] body = Arrays.copyOfRange(bytes, in.position(), bytes.length - 4);
        LogSection log = LogSection.read(key, before, body);
        if (log.after().sequence() != last) {
            throw in.corrupt("chunk ends at " + log.after().sequence() + ", not at " + last);
        }
        return new Chunk(predecessor, log);
    }
}
