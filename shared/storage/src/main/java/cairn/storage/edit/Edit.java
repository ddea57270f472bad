package cairn.storage.edit;

import cairn.storage.log.Manifest;

import java.util.List;
import java.util.Optional;

/// The effect of one write, committed as a whole or not at all: records of any runs, and a change
/// of the head.
///
/// @param changes in the order of their records; at most one for each key of a run
/// @param manifest the new manifest, made from [PartitionState#manifest]; absent to keep it
/// @param spillsTail whether the commit moves the whole tail to a chunk
public record Edit(List<Change> changes, Optional<Manifest> manifest, boolean spillsTail) {
    /// Changes nothing: the condition failed, or there is nothing to do.
    public static final Edit NONE = new Edit(List.of(), Optional.empty(), false);

    /// Moves the tail to a chunk.
    public static final Edit SPILL = new Edit(List.of(), Optional.empty(), true);

    public Edit {
        changes = List.copyOf(changes);
    }

    public static Edit of(Change change) {
        return of(List.of(change));
    }

    public static Edit of(List<Change> changes) {
        return new Edit(changes, Optional.empty(), false);
    }

    public static Edit of(Manifest manifest) {
        return new Edit(List.of(), Optional.of(manifest), false);
    }

    /// Whether there is nothing to commit.
    public boolean isNone() {
        return changes.isEmpty() && manifest.isEmpty() && !spillsTail;
    }
}
