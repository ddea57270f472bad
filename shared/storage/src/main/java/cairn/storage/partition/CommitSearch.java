package cairn.storage.partition;

import cairn.storage.environment.UniqueName;
import cairn.storage.format.CommitId;
import cairn.storage.format.PartitionName;
import cairn.storage.log.Chunk;
import cairn.storage.log.Head;
import cairn.storage.log.LogSection;
import cairn.storage.port.ObjectKey;
import cairn.storage.request.MissingObject;

import java.util.Optional;

/// Looks for a commit in the log of a partition: in the tail, then back along the chain of chunks.
final class CommitSearch {
    private final Engine engine;
    private final PartitionName name;

    CommitSearch(Engine engine, PartitionName name) {
        this.engine = engine;
        this.name = name;
    }

    /// Whether the log up to `head` holds commit `id`, made on a base with sequence number `base`:
    /// it can only stand after that.
    ///
    /// @throws MissingObject a chunk can't be read any more: nobody can tell
    boolean holds(Head head, CommitId id, long base) {
        LogSection section = head.tail();
        Optional<UniqueName> older = head.description().newestChunk();
        while (true) {
            if (section.commitsAfter(base).stream().anyMatch(c -> c.id().equals(id))) {
                return true;
            }
            boolean whole = section.before().sequence() <= base;
            if (whole || older.isEmpty() || !engine.rules().keep(Rule.SEARCH_WHOLE_LOG)) {
                return false;
            }
            ObjectKey key = name.chunk(older.get());
            Chunk chunk = Chunk.decode(name, key, engine.patient().data(key));
            section = chunk.log();
            older = chunk.predecessor();
        }
    }
}
