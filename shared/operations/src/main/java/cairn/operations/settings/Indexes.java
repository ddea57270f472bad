package cairn.operations.settings;

import cairn.item.Item;
import cairn.item.index.SecondaryIndex;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
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

    /// All, those that are being deleted too.
    public List<SecondaryIndex> all() {
        return Stream.concat(local.stream(), global.stream().map(GlobalIndex::index)).toList();
    }

    /// The global indexes that a writer heeds: all but those that are being deleted.
    public List<GlobalIndex> heeded() {
        return global.stream()
                .filter(index -> index.state() != GlobalIndex.State.DELETING)
                .toList();
    }

    /// All that a writer heeds, in the order in which DynamoDB looks for mistakes in their keys:
    /// global ones first, each kind by name (observed).
    public List<SecondaryIndex> inOrderOfChecks() {
        Comparator<SecondaryIndex> byName = Comparator.comparing(SecondaryIndex::name);
        return Stream.concat(
                        heeded().stream().map(GlobalIndex::index).sorted(byName),
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

    /// What a writer must do for each global index, by its name: the same for one that is being
    /// filled and for one that can be read.
    Map<String, GlobalIndex.State> duties() {
        Map<String, GlobalIndex.State> duties = new HashMap<>();
        for (GlobalIndex index : global) {
            duties.put(
                    index.name(),
                    index.state().isCarried() ? GlobalIndex.State.ACTIVE : index.state());
        }
        return duties;
    }

    /// Whether a global index is being allocated or deleted.
    public boolean isAnyInTransit() {
        return global.stream().anyMatch(GlobalIndex::isInTransit);
    }

    /// Whether a global index is being created or deleted.
    public boolean isAnyUnfinished() {
        return global.stream().anyMatch(index -> index.state() != GlobalIndex.State.ACTIVE);
    }

    /// The same with one global index more.
    public Indexes and(GlobalIndex index) {
        return new Indexes(local, Stream.concat(global.stream(), Stream.of(index)).toList());
    }

    /// The same with the global indexes changed.
    public Indexes with(UnaryOperator<GlobalIndex> change) {
        return new Indexes(local, global.stream().map(change).toList());
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
