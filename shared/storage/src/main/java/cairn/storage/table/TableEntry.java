package cairn.storage.table;

import cairn.storage.environment.UniqueName;

/// A table as the catalog has it.
///
/// @param incarnation of this life of the table's name
/// @param descriptor JSON object text, opaque here
public record TableEntry(
        String name, UniqueName incarnation, State state, PartitionMap map, String descriptor) {
    /// The stages of a table's life that the catalog tells apart.
    public enum State {
        /// Takes reads and writes.
        ACTIVE,
        /// Its partitions are being tombstoned; whoever meets it may finish that.
        DELETING
    }

    TableEntry with(State newState) {
        return new TableEntry(name, incarnation, newState, map, descriptor);
    }

    TableEntry with(String newDescriptor) {
        return new TableEntry(name, incarnation, state, map, newDescriptor);
    }
}
