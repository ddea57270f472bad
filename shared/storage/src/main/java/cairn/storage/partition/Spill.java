package cairn.storage.partition;

import cairn.storage.environment.UniqueName;
import cairn.storage.format.DataName;
import cairn.storage.format.Fields;
import cairn.storage.format.LogRef;
import cairn.storage.format.PartitionName;
import cairn.storage.log.Chunk;
import cairn.storage.log.Commit;
import cairn.storage.log.Head;
import cairn.storage.log.LogSection;
import cairn.storage.log.Manifest;
import cairn.storage.port.Content;

import java.util.Optional;

/// The head that follows another by one commit, and the chunk that must be written before it.
///
/// If [SpillAhead] has written a chunk of a tail, the next head keeps only the rest of that tail.
/// Otherwise, a commit that would exceed the tail's hard limit waits for a chunk. A commit larger
/// than half the limit also moves to the chunk, so that no head grows without limit.
///
/// @param chunk absent if the commit fits after the tail
record Spill(Head head, Optional<NamedChunk> chunk) {

    record NamedChunk(DataName name, Content content) {

        /// A chunk of `spilled`, under a new name.
        static NamedChunk of(
                Optional<DataName> predecessor,
                LogSection spilled,
                PartitionName partition,
                Engine engine) {
            UniqueName name = UniqueName.fresh(engine.clock().nowMicros(), engine.environment());
            Content content = new Chunk(predecessor, spilled).encode(partition);
            return new NamedChunk(new DataName(partition, name), content);
        }

        /// A manifest's reference to it.
        LogRef of(LogSection spilled) {
            return new LogRef(
                    0,
                    name,
                    spilled.before().sequence(),
                    spilled.before().timeMicros(),
                    spilled.after().sequence(),
                    spilled.after().timeMicros(),
                    content.length(),
                    Fields.Unknown.NONE);
        }
    }

    /// @param ahead a chunk of the first part of the tail of `base`, if there is one
    /// @param most the hard limit; 0 to move the whole tail to a chunk
    static Spill of(
            Head base,
            Commit commit,
            Optional<SpillAhead.Written> ahead,
            int most,
            Partition partition) {
        LogSection grown = base.tail().plus(commit);
        if (ahead.isPresent() && grown.length() - ahead.get().spilled().length() <= most) {
            Manifest manifest = base.manifest().plus(ahead.get().chunk());
            return behind(new Head(manifest, grown.behind(ahead.get().spilled())));
        }
        if (grown.length() <= most) {
            return behind(new Head(base.manifest(), grown));
        }
        boolean large = grown.length() - base.tail().length() > most / 2;
        LogSection spilled = large ? grown : base.tail();
        if (spilled.length() == 0) {
            return behind(new Head(base.manifest(), grown));
        }
        NamedChunk chunk =
                NamedChunk.of(
                        base.manifest().newestChunk(),
                        spilled,
                        partition.name(),
                        partition.engine());
        Manifest manifest = base.manifest().plus(chunk.of(spilled));
        LogSection rest = LogSection.empty(spilled.after());
        return new Spill(new Head(manifest, large ? rest : rest.plus(commit)), Optional.of(chunk));
    }

    private static Spill behind(Head head) {
        return new Spill(head, Optional.empty());
    }
}
