package cairn.operations.settings;

import cairn.item.Item;
import cairn.item.index.SecondaryIndex;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The secondary indexes of a table. Immutable.
///
/// @param local from the table's creation to its end; the n-th has run n of each partition
/// @param global each has its own partitions
public record Indexes(List<SecondaryIndex> local, List<GlobalIndex> global) {
    public static final Indexes NONE = new Indexes(List.of(), List.of());

    public Indexes {
        local = List.copyOf(local);
        global = List.copyOf(global);
    }

    public boolean isEmpty() {
        return local.isEmpty() && global.isEmpty();
    }

    /// All, in the order in which DynamoDB looks for mistakes in their keys: global ones first,
    /// each kind by name (observed).
    public List<SecondaryIndex> inOrderOfChecks() {
        Comparator<SecondaryIndex> byName = Comparator.comparing(SecondaryIndex::name);
        return Stream.concat(
                        global.stream().map(GlobalIndex::index).sorted(byName),
                        local.stream().sorted(byName))
                .toList();
    }

    /// Checks the index keys of an item that is to be put.
    ///
    /// @throws cairn.item.Refused one is of another type, empty or too long
    public void mustFit(Item item) {
        if (!isEmpty()) {
            inOrderOfChecks().forEach(index -> index.mustFit(item));
        }
    }

    /// The run that has the entries of a local index.
    public int runOf(SecondaryIndex index) {
        return local.indexOf(index) + 1;
    }

    /// The local index of this name.
    public Optional<SecondaryIndex> local(String name) {
        return local.stream().filter(index -> index.name().equals(name)).findFirst();
    }

    /// The global index of this name.
    public Optional<GlobalIndex> global(String name) {
        return global.stream().filter(index -> index.name().equals(name)).findFirst();
    }
}
