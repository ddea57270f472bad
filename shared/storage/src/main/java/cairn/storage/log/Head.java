package cairn.storage.log;

import cairn.storage.format.ByteReader;
import cairn.storage.format.ByteWriter;
import cairn.storage.format.Fields;
import cairn.storage.format.FieldsWriter;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Preamble;
import cairn.storage.format.Tag;
import cairn.storage.port.Content;
import cairn.storage.port.ObjectKey;

import java.util.Arrays;

/// A head: manifest and tail. Replacing it under its version is the commit.
///
/// The manifest comes first and the tail last, so that a commit changes only the end of the object.
/// Immutable.
public record Head(Manifest manifest, LogSection tail) {
    private static final int MAGIC = 0x43524e48; // "CRNH"
    private static final int FORMAT = 3;
    private static final Tag PARTITION = Tag.essential(1);
    private static final Tag TAIL_BEGINS = Tag.essential(2);

    /// The meaning of an absent object, for a partition of the creation map.
    public static final Head ABSENT =
            new Head(Manifest.EMPTY, LogSection.empty(LogSection.Position.START));

    /// The last sequence number. Every commit raises it.
    public long sequence() {
        return tail.after().sequence();
    }

    /// Commit time of the newest commit; 0 if there is none.
    public long timeMicros() {
        return tail.after().timeMicros();
    }

    /// This head with one more commit.
    public Head plus(Commit commit) {
        return new Head(manifest, tail.plus(commit));
    }

    /// The encoded object, which shares the commits of the tail with this head.
    public Content encode(PartitionName partition) {
        return encode(front(partition));
    }

    /// Like [#encode(PartitionName)], for a caller that already has the front.
    Content encode(byte[] front) {
        byte[] end = new byte[4];
        ByteWriter.put32(end, 0, front.length + tail.length() + end.length);
        return Content.of(front).plus(tail.commits()).plus(end);
    }

    /// Everything in front of the tail, which most commits do not change.
    byte[] front(PartitionName partition) {
        FieldsWriter fields = new FieldsWriter(manifest.unknown());
        fields.field(PARTITION, partition::write).field(TAIL_BEGINS, tail.before()::write);
        manifest.write(fields, partition);
        return Preamble.write(MAGIC, FORMAT, fields).toBytes();
    }

    public static Head decode(PartitionName partition, byte[] bytes) {
        ObjectKey key = partition.head();
        ByteReader in = new ByteReader(key, bytes, 0, bytes.length);
        Preamble.check(in, bytes, MAGIC, FORMAT);
        Fields fields = Fields.read(in);
        fields.need(PARTITION, partition::checked);
        LogSection.Position before = fields.need(TAIL_BEGINS, LogSection.Position::read);
        Manifest manifest = Manifest.read(fields, partition);
        in.skip(4);
        byte[] tail = Arrays.copyOfRange(bytes, in.position(), bytes.length - 4);
        return new Head(manifest, LogSection.read(key, before, tail));
    }
}
