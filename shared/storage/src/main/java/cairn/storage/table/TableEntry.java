package cairn.storage.table;

import cairn.storage.environment.UniqueName;
import cairn.storage.port.TooNew;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/// A table's entry in the catalog.
///
/// @param incarnation the name of this life of the table
/// @param map partitions of the items
/// @param indexes partitions of each global index, by its name
/// @param needs the duties of a writer of the table besides writing items, one word each
/// @param descriptor JSON object text, opaque here
/// @param unknown fields of a later Cairn: name and JSON text
public record TableEntry(
        String name,
        UniqueName incarnation,
        State state,
        PartitionMap map,
        SortedMap<String, PartitionMap> indexes,
        SortedSet<String> needs,
        String descriptor,
        Map<String, String> unknown) {
    /// The need of a table whose writers maintain local indexes.
    public static final String LOCAL_INDEXES = "local-indexes";

    /// The need of a table whose writers put old images into the log and transfer entries to global
    /// indexes.
    public static final String GLOBAL_INDEXES = "global-indexes";

    /// The needs that this Cairn fulfils.
    private static final Set<String> MET = Set.of(LOCAL_INDEXES, GLOBAL_INDEXES);

    /// The stages of a table's life that the catalog distinguishes.
    public enum State {
        /// Accepts reads and writes.
        ACTIVE,
        /// Its partitions are being tombstoned; any process that sees it may finish that.
        DELETING
    }

    /// A new table.
    TableEntry(
            String name,
            UniqueName incarnation,
            PartitionMap map,
            SortedMap<String, PartitionMap> indexes,
            SortedSet<String> needs,
            String descriptor) {
        this(name, incarnation, State.ACTIVE, map, indexes, needs, descriptor, Map.of());
    }

    TableEntry with(State newState) {
        return new TableEntry(
                name, incarnation, newState, map, indexes, needs, descriptor, unknown);
    }

    TableEntry with(String newDescriptor) {
        return new TableEntry(
                name, incarnation, state, map, indexes, needs, newDescriptor, unknown);
    }

    /// Checks that this Cairn fulfils all duties of a writer of the table.
    ///
    /// @throws TooNew it does not
    void checkWritable() {
        if (!MET.containsAll(needs)) {
            throw new TooNew("a table whose writers need " + needs, CatalogForm.key(name));
        }
    }
}
