package cairn.storage.log;

import cairn.storage.environment.UniqueName;
import cairn.storage.format.ByteReader;
import cairn.storage.format.ByteWriter;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Preamble;
import cairn.storage.port.Content;
import cairn.storage.port.ObjectKey;

import java.util.Arrays;
import java.util.Optional;

/// A chunk: commits spilled from a tail, and the name of the chunk before it. Immutable.
///
/// The log of a partition is the chain of chunks back from its head; what a listing finds may have
/// lost its race.
///
/// @param predecessor absent for the partition's first chunk
public record Chunk(Optional<UniqueName> predecessor, LogSection log) {
    private static final int MAGIC = 0x43524e43; // "CRNC"
    private static final int FORMAT = 1;

    public Content encode(PartitionName partition) {
        ByteWriter out = new ByteWriter(256);
        out.u32(MAGIC).u16(FORMAT).u32(0);
        partition.write(out);
        out.ascii(predecessor.map(UniqueName::text).orElse(""));
        out.u64(log.before().sequence()).u64(log.before().timeMicros()).u32(log.before().crc());
        out.u64(log.after().sequence());
        out.patch32(Preamble.LENGTH_AT, out.length());
        out.u32(out.crcFrom(0, 0));
        byte[] end = new byte[4];
        ByteWriter.put32(end, 0, out.length() + log.length() + end.length);
        return Content.of(out.toBytes()).plus(log.commits()).plus(end);
    }

    public static Chunk decode(PartitionName partition, ObjectKey key, byte[] bytes) {
        ByteReader in = new ByteReader(key, bytes, 0, bytes.length);
        Preamble.check(in, bytes, MAGIC, FORMAT);
        partition.check(in);
        String name = in.ascii();
        LogSection.Position before = new LogSection.Position(in.u64(), in.u64(), in.u32());
        long last = in.u64();
        in.skip(4);
        byte[] body = Arrays.copyOfRange(bytes, in.position(), bytes.length - 4);
        LogSection log = LogSection.read(key, before, body);
        if (log.after().sequence() != last) {
            throw in.corrupt("chunk ends at " + log.after().sequence() + ", not at " + last);
        }
        return new Chunk(
                name.isEmpty() ? Optional.empty() : Optional.of(new UniqueName(name)), log);
    }
}
