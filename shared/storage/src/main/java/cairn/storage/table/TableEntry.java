package cairn.storage.table;

import cairn.storage.environment.UniqueName;
import cairn.storage.port.TooNew;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Supplier;

/// A table's entry in the catalog.
///
/// @param incarnation the name of this life of the table
/// @param map partitions of the items
/// @param indexes partitions of each global index, by its name
/// @param needs what a writer of the table must do beyond writing items, one word each
/// @param schema how often that, or the set of indexes, changed: a writer that knows an older one
///   is [fenced off](docs/protocol.md#derived-from-the-log)
/// @param descriptor JSON object text, opaque here
/// @param unknown fields of a later Cairn: name and JSON text
public record TableEntry(
        String name,
        UniqueName incarnation,
        State state,
        PartitionMap map,
        SortedMap<String, PartitionMap> indexes,
        SortedSet<String> needs,
        long schema,
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
            Description description) {
        this(
                name,
                incarnation,
                State.ACTIVE,
                map,
                indexes,
                description.needs(),
                0,
                description.descriptor(),
                Map.of());
    }

    /// What the layer above says of the table.
    public Description description() {
        return new Description(descriptor, indexes.keySet(), needs, false);
    }

    TableEntry with(State newState) {
        return new TableEntry(
                name, incarnation, newState, map, indexes, needs, schema, descriptor, unknown);
    }

    /// The table with another description. The schema is a new one if writers must know of it.
    ///
    /// @param fresh makes the partitions of a new index
    TableEntry with(Description other, Supplier<PartitionMap> fresh) {
        SortedMap<String, PartitionMap> maps = new TreeMap<>();
        for (String index : other.indexes()) {
            PartitionMap present = indexes.get(index);
            maps.put(index, present == null ? fresh.get() : present);
        }
        boolean same = !other.renews() && other.needs().equals(needs) && maps.equals(indexes);
        return new TableEntry(
                name,
                incarnation,
                state,
                map,
                maps,
                other.needs(),
                same ? schema : schema + 1,
                other.descriptor(),
                unknown);
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
