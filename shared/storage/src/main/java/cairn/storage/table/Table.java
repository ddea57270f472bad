package cairn.storage.table;

import cairn.item.StorageKey;
import cairn.storage.format.PartitionName;
import cairn.storage.partition.Partition;

import java.util.List;
import java.util.function.Function;

/// One life of one table, and its partitions in order of their hashes. Thread-safe.
///
/// What it holds stays true until the table is deleted: then its partitions answer
/// PartitionDeleted, and the name is to be looked up again.
public final class Table {
    private final TableEntry entry;
    private final List<Partition> partitions;

    Table(TableEntry entry, Function<PartitionName, Partition> partition) {
        this.entry = entry;
        this.partitions =
                entry.map().entries().stream()
                        .map(e -> new PartitionName(entry.incarnation(), e.partition()))
                        .map(partition)
                        .toList();
    }

    private Table(TableEntry entry, List<Partition> partitions) {
        this.entry = entry;
        this.partitions = partitions;
    }

    /// The same table with a newer descriptor.
    Table with(TableEntry newer) {
        return new Table(newer, partitions);
    }

    public TableEntry entry() {
        return entry;
    }

    /// All partitions, in order of their hashes.
    public List<Partition> partitions() {
        return partitions;
    }

    /// The partition that holds `key`.
    public Partition partitionOf(StorageKey key) {
        return partitions.get(entry.map().indexOf(key.hash()));
    }
}
