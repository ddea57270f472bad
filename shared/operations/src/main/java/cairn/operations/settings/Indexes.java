package cairn.operations.settings;

import cairn.item.Item;
import cairn.item.index.SecondaryIndex;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The secondary indexes of a table. Immutable.
///
/// @param local from the table's creation to its end; the n-th has run n of each partition
public record Indexes(List<SecondaryIndex> local) {
    public static final Indexes NONE = new Indexes(List.of());

    public Indexes {
        local = List.copyOf(local);
    }

    public boolean isEmpty() {
        return local.isEmpty();
    }

    /// All, in the order in which DynamoDB looks for mistakes in their keys: by name (observed).
    public List<SecondaryIndex> byName() {
        return local.stream().sorted(Comparator.comparing(SecondaryIndex::name)).toList();
    }

    /// Checks the index keys of an item that is to be put.
    ///
    /// @throws cairn.item.Refused one is of another type, empty or too long
    public void mustFit(Item item) {
        if (!isEmpty()) {
            byName().forEach(index -> index.mustFit(item));
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
}
