package cairn.storage.partition;

import cairn.storage.environment.UniqueName;
import cairn.storage.format.Chunk;
import cairn.storage.format.ChunkRef;
import cairn.storage.format.Commit;
import cairn.storage.format.Description;
import cairn.storage.format.Head;
import cairn.storage.format.LogSection;
import cairn.storage.format.PartitionName;

import java.util.Optional;

/// The head that follows another by one commit, and the chunk that must be written before it.
///
/// A tail that would pass its target goes to a chunk. A commit that is larger than a whole tail may
/// be goes there with it, so that no head grows without bound.
///
/// @param chunk absent if the commit fits behind the tail
record Spill(Head head, Optional<NamedChunk> chunk) {

    record NamedChunk(UniqueName name, byte[] bytes) {}

    static Spill of(Head base, Commit commit, PartitionName name, Engine engine) {
        int target = engine.tuning().tailBytes();
        LogSection grown = base.tail().plus(commit);
        if (grown.length() <= target) {
            return new Spill(new Head(base.description(), grown), Optional.empty());
        }
        boolean large = grown.length() - base.tail().length() > target / 2;
        LogSection spilled = large ? grown : base.tail();
        if (spilled.length() == 0) {
            return new Spill(new Head(base.description(), grown), Optional.empty());
        }
        UniqueName chunkName = UniqueName.fresh(engine.clock().nowMicros(), engine.environment());
        byte[] bytes = new Chunk(base.description().newestChunk(), spilled).encode(name);
        ChunkRef ref =
                new ChunkRef(
                        chunkName,
                        spilled.before().sequence(),
                        spilled.after().sequence(),
                        bytes.length);
        Description description = base.description().plus(ref);
        LogSection rest = LogSection.empty(spilled.after());
        return new Spill(
                new Head(description, large ? rest : rest.plus(commit)),
                Optional.of(new NamedChunk(chunkName, bytes)));
    }
}
