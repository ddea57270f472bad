package cairn.storage.log;

import cairn.storage.format.ByteReader;
import cairn.storage.format.ByteWriter;
import cairn.storage.format.DataName;
import cairn.storage.format.Fields;
import cairn.storage.format.FieldsWriter;
import cairn.storage.format.LogRef;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Preamble;
import cairn.storage.format.Tag;
import cairn.storage.port.Content;

import java.util.List;
import java.util.Optional;

/// An index of the log. It names consecutive stretches, so that a head need not name them. A head
/// names few stretches, however long its log is: the oldest of one height move to an index of the
/// next height. So the number of GETs that find any commit is the greatest height plus one.
/// Immutable.
///
/// @param refs at least one, of the same height, oldest first
public record LogIndex(List<LogRef> refs) {
    private static final int MAGIC = 0x43524e4c; // "CRNL"
    private static final int FORMAT = 2;
    private static final Tag PARTITION = Tag.essential(1);
    private static final Tag REFS = Tag.essential(2);

    public LogIndex {
        refs = List.copyOf(refs);
        if (refs.isEmpty()) {
            throw new IllegalArgumentException("an index of nothing");
        }
    }

    /// The index that a manifest should name instead of its oldest stretches. It is due at the
    /// lowest height that has twice `fan` compacted stretches.
    ///
    /// @param fan stretches that an index names, 2 or more
    public static Optional<LogIndex> due(Manifest manifest, int fan) {
        List<LogRef> compacted =
                manifest.log().stream()
                        .filter(ref -> ref.last() <= manifest.compactedThrough())
                        .toList();
        int highest = compacted.isEmpty() ? -1 : compacted.getFirst().height();
        for (int height = 0; height <= highest; height++) {
            int wanted = height;
            List<LogRef> level = compacted.stream().filter(ref -> ref.height() == wanted).toList();
            if (level.size() >= 2 * fan) {
                return Optional.of(new LogIndex(level.subList(0, fan)));
            }
        }
        return Optional.empty();
    }

    /// The reference by which a head names it.
    public LogRef ref(DataName name, int sizeBytes) {
        LogRef first = refs.getFirst();
        LogRef last = refs.getLast();
        return new LogRef(
                first.height() + 1,
                name,
                first.before(),
                first.beforeMicros(),
                last.last(),
                last.lastMicros(),
                sizeBytes,
                Fields.Unknown.NONE);
    }

    public Content encode(PartitionName partition) {
        FieldsWriter fields = new FieldsWriter(Fields.Unknown.NONE);
        fields.field(PARTITION, partition::write)
                .field(REFS, value -> LogRef.writeAll(value, refs, partition));
        ByteWriter out = Preamble.write(MAGIC, FORMAT, fields);
        out.u32(out.length() + 4);
        return Content.of(out.toBytes());
    }

    /// @param name the name by which it was found
    public static LogIndex decode(DataName name, byte[] bytes) {
        ByteReader in = new ByteReader(name.logIndex(), bytes, 0, bytes.length);
        Preamble.check(in, bytes, MAGIC, FORMAT);
        Fields fields = Fields.read(in);
        fields.need(PARTITION, name.owner()::checked);
        List<LogRef> refs = fields.need(REFS, value -> LogRef.readAll(value, name.owner()));
        fields.rest(); // An index is never rewritten.
        if (refs.isEmpty() || in.position() + 8 != bytes.length) {
            throw in.corrupt("an index of nothing, or with something behind it");
        }
        return new LogIndex(refs);
    }
}
