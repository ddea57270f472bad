package cairn.storage.log;

import cairn.storage.format.ByteReader;
import cairn.storage.format.ByteWriter;
import cairn.storage.format.ChunkRef;
import cairn.storage.format.DataName;
import cairn.storage.format.Fields;
import cairn.storage.format.FieldsWriter;
import cairn.storage.format.Level;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Tag;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The part of a head that most commits leave as it is: where the data lie that are not in the
/// tail.
///
/// @param newestChunk where the chain of chunks begins, compacted or not
/// @param uncompacted chunks whose records no segment holds yet, oldest first, without a gap up to
///   the tail
/// @param levels newest first: a key found in one hides those behind it
/// @param unknown of a later Cairn
public record Manifest(
        HeadState state,
        Optional<DataName> newestChunk,
        List<ChunkRef> uncompacted,
        List<Level> levels,
        Fields.Unknown unknown) {
    // A head has fields 1 and 2 beside these.
    private static final Tag STATE = Tag.essential(3);
    private static final Tag NEWEST = Tag.essential(4);
    private static final Tag UNCOMPACTED = Tag.essential(5);
    private static final Tag RUNS = Tag.essential(6);

    private static final int ITEMS = 0;

    /// A partition that nobody has written.
    public static final Manifest EMPTY =
            new Manifest(
                    HeadState.LIVE, Optional.empty(), List.of(), List.of(), Fields.Unknown.NONE);

    public Manifest {
        uncompacted = List.copyOf(uncompacted);
        levels = List.copyOf(levels);
    }

    /// The same with one more chunk, which holds what was the tail.
    public Manifest plus(ChunkRef chunk) {
        List<ChunkRef> chunks = new ArrayList<>(uncompacted);
        chunks.add(chunk);
        return new Manifest(state, Optional.of(chunk.data()), chunks, levels, unknown);
    }

    /// The same with other data: what a compaction makes of it.
    public Manifest compacted(List<ChunkRef> stillUncompacted, List<Level> newLevels) {
        return new Manifest(state, newestChunk, stillUncompacted, newLevels, unknown);
    }

    public Manifest deleted() {
        return new Manifest(HeadState.DELETED, newestChunk, uncompacted, levels, unknown);
    }

    public long uncompactedBytes() {
        return uncompacted.stream().mapToLong(ChunkRef::sizeBytes).sum();
    }

    void write(FieldsWriter fields, PartitionName holder) {
        fields.field(STATE, out -> out.u8(state.code()));
        newestChunk.ifPresent(chunk -> fields.field(NEWEST, out -> chunk.write(out, holder)));
        if (!uncompacted.isEmpty()) {
            fields.field(UNCOMPACTED, out -> writeChunks(out, holder));
        }
        if (!levels.isEmpty()) {
            fields.field(RUNS, out -> writeRuns(out, holder));
        }
    }

    private void writeChunks(ByteWriter out, PartitionName holder) {
        out.varint(uncompacted.size());
        uncompacted.forEach(chunk -> chunk.write(out, holder));
    }

    private void writeRuns(ByteWriter out, PartitionName holder) {
        out.varint(1).varint(ITEMS);
        Level.writeAll(out, levels, holder);
    }

    static Manifest read(Fields fields, PartitionName holder) {
        return new Manifest(
                fields.need(STATE, HeadState::read),
                fields.take(NEWEST, in -> DataName.read(in, holder)),
                fields.take(UNCOMPACTED, in -> readChunks(in, holder)).orElse(List.of()),
                fields.take(RUNS, in -> readRuns(in, holder)).orElse(List.of()),
                fields.rest());
    }

    private static List<ChunkRef> readChunks(ByteReader in, PartitionName holder) {
        List<ChunkRef> chunks = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            chunks.add(ChunkRef.read(in, holder));
        }
        return chunks;
    }

    /// @throws cairn.storage.port.TooNew it has other runs than that of the items
    private static List<Level> readRuns(ByteReader in, PartitionName holder) {
        int runs = in.count();
        long run = in.varint();
        if (runs != 1 || run != ITEMS) {
            throw in.tooNew(runs + " runs");
        }
        return Level.readAll(in, holder);
    }
}
