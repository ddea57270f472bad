package cairn.storage.log;

import cairn.storage.environment.UniqueName;
import cairn.storage.format.ByteReader;
import cairn.storage.format.ByteWriter;
import cairn.storage.format.ChunkRef;
import cairn.storage.format.Level;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The part of a head that most commits leave as it is: where the data lie that are not in the
/// tail.
///
/// @param newestChunk where the chain of chunks begins, compacted or not
/// @param uncompacted chunks whose records no segment holds yet, oldest first, without a gap up to
///   the tail
/// @param levels sorted runs, newest first: a key found in one hides those behind it
public record Description(
        HeadState state,
        Optional<UniqueName> newestChunk,
        List<ChunkRef> uncompacted,
        List<Level> levels) {

    /// A partition that nobody has written.
    public static final Description EMPTY =
            new Description(HeadState.LIVE, Optional.empty(), List.of(), List.of());

    public Description {
        uncompacted = List.copyOf(uncompacted);
        levels = List.copyOf(levels);
    }

    /// The same with one more chunk, which holds what was the tail.
    public Description plus(ChunkRef chunk) {
        List<ChunkRef> chunks = new ArrayList<>(uncompacted);
        chunks.add(chunk);
        return new Description(state, Optional.of(chunk.name()), chunks, levels);
    }

    /// The same with other data: what a compaction makes of it.
    public Description compacted(List<ChunkRef> stillUncompacted, List<Level> newLevels) {
        return new Description(state, newestChunk, stillUncompacted, newLevels);
    }

    public Description deleted() {
        return new Description(HeadState.DELETED, newestChunk, uncompacted, levels);
    }

    public long uncompactedBytes() {
        return uncompacted.stream().mapToLong(ChunkRef::sizeBytes).sum();
    }

    void write(ByteWriter out) {
        out.u8(state.code()).ascii(newestChunk.map(UniqueName::text).orElse(""));
        out.varint(uncompacted.size());
        uncompacted.forEach(chunk -> chunk.write(out));
        Level.writeAll(out, levels);
        out.varint(0); // extensions: none in this format
    }

    static Description read(ByteReader in) {
        HeadState state = HeadState.read(in);
        String newest = in.ascii();
        List<ChunkRef> uncompacted = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            uncompacted.add(ChunkRef.read(in));
        }
        List<Level> levels = Level.readAll(in);
        if (in.varint() != 0) {
            throw in.corrupt("head with extensions, written by a later Cairn");
        }
        return new Description(
                state,
                newest.isEmpty() ? Optional.empty() : Optional.of(new UniqueName(newest)),
                uncompacted,
                levels);
    }
}
