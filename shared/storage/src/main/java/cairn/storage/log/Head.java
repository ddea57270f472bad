package cairn.storage.log;

import cairn.storage.format.ByteReader;
import cairn.storage.format.ByteWriter;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Preamble;
import cairn.storage.port.Content;
import cairn.storage.port.ObjectKey;

import java.util.Arrays;

/// A head: description and tail. Replacing it under its version is the commit.
///
/// The description comes first and the tail last, so that a commit changes only the end of the
/// object. Immutable.
public record Head(Description description, LogSection tail) {
    private static final int MAGIC = 0x43524e48; // "CRNH"
    private static final int FORMAT = 1;

    /// What an absent object means, for a partition of the creation map.
    public static final Head ABSENT =
            new Head(Description.EMPTY, LogSection.empty(LogSection.Position.START));

    /// Raised by every commit.
    public long sequence() {
        return tail.after().sequence();
    }

    /// Commit time of the newest commit; 0 if there is none.
    public long timeMicros() {
        return tail.after().timeMicros();
    }

    public Head plus(Commit commit) {
        return new Head(description, tail.plus(commit));
    }

    /// The object, which shares the commits of the tail with this.
    public Content encode(PartitionName partition) {
        return encode(front(partition));
    }

    /// The same for who has the front already.
    Content encode(byte[] front) {
        byte[] end = new byte[4];
        ByteWriter.put32(end, 0, front.length + tail.length() + end.length);
        return Content.of(front).plus(tail.commits()).plus(end);
    }

    /// All in front of the tail: what most commits leave as it is.
    byte[] front(PartitionName partition) {
        ByteWriter out = new ByteWriter(1024);
        out.u32(MAGIC).u16(FORMAT).u32(0);
        partition.write(out);
        LogSection.Position before = tail.before();
        out.u64(before.sequence()).u64(before.timeMicros()).u32(before.crc());
        description.write(out);
        out.patch32(Preamble.LENGTH_AT, out.length());
        return out.u32(out.crcFrom(0, 0)).toBytes();
    }

    public static Head decode(PartitionName partition, byte[] bytes) {
        ObjectKey key = partition.head();
        ByteReader in = new ByteReader(key, bytes, 0, bytes.length);
        Preamble.check(in, bytes, MAGIC, FORMAT);
        partition.check(in);
        LogSection.Position before = new LogSection.Position(in.u64(), in.u64(), in.u32());
        Description description = Description.read(in);
        in.skip(4);
        byte[] tail = Arrays.copyOfRange(bytes, in.position(), bytes.length - 4);
        return new Head(description, LogSection.read(key, before, tail));
    }
}
