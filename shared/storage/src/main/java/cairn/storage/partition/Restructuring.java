package cairn.storage.partition;

import cairn.storage.log.Manifest;

import java.time.Duration;
import java.util.Optional;

/// A change of what a head says about its data, without records: a compaction's end, a deletion of
/// the table. Committed as a batch of its own.
///
/// The partition calls it from one thread at a time.
public interface Restructuring {
    /// What is to become of `current`; absent if there is nothing to do any more. Called again
    /// after a lost race.
    Optional<Manifest> of(Manifest current);

    /// Whether all of the tail goes to a chunk with it.
    default boolean spills() {
        return false;
    }

    /// How long after it came it is ended if it is not settled by then.
    default Duration deadline(Tuning tuning) {
        return tuning.writeDeadline();
    }

    /// Called exactly once; [Settlement.Failed] if there was nothing to do. Must be quick and must
    /// not throw.
    void settled(Settlement settlement);
}
