package cairn.storage.partition;

import cairn.storage.format.CommitId;
import cairn.storage.format.DataName;
import cairn.storage.log.Chunk;
import cairn.storage.log.Head;
import cairn.storage.log.LogSection;
import cairn.storage.request.MissingObject;

import java.util.Optional;

/// Looks for a commit in the log of a partition: in the tail, then back along the chain of chunks.
final class CommitSearch {
    private final Engine engine;

    CommitSearch(Engine engine) {
        this.engine = engine;
    }

    /// Whether the log up to `head` holds commit `id`, made on a base with sequence number `base`:
    /// it can only stand after that.
    ///
    /// @throws MissingObject a chunk can't be read any more: nobody can tell
    boolean holds(Head head, CommitId id, long base) {
        LogSection section = head.tail();
        Optional<DataName> older = head.manifest().newestChunk();
        while (true) {
            if (section.commitsAfter(base).stream().anyMatch(c -> c.id().equals(id))) {
                return true;
            }
            boolean whole = section.before().sequence() <= base;
            if (whole || older.isEmpty() || !engine.rules().keep(Rule.SEARCH_WHOLE_LOG)) {
                return false;
            }
            DataName next = older.get();
            Chunk chunk = Chunk.decode(next, engine.patient().data(next.chunk()));
            section = chunk.log();
            older = chunk.predecessor();
        }
    }
}
