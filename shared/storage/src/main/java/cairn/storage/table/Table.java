package cairn.storage.table;

import cairn.item.StorageKey;
import cairn.storage.format.PartitionName;
import cairn.storage.partition.Partition;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/// One life of one table, and its partitions in order of their hashes. Thread-safe.
///
/// What it says of its partitions stays true until the table is deleted: then they answer
/// PartitionDeleted, and the name is to be looked up again. The descriptor may be older than the
/// catalog's.
public final class Table {
    private final TableEntry entry;
    private final List<Partition> partitions;
    private volatile @Nullable Object derived;

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

    /// Whether an entry is of this table, in this life and with these partitions.
    boolean isOf(TableEntry other) {
        return entry.incarnation().equals(other.incarnation()) && entry.map().equals(other.map());
    }

    /// The same table with a newer descriptor.
    Table with(TableEntry newer) {
        return new Table(newer, partitions);
    }

    /// The table was deleted, as the catalog has it: its partitions let go of all that they hold.
    void end() {
        partitions.forEach(Partition::markDeleted);
    }

    /// What a layer above makes of the entry, kept as long as the table is. Made twice at most if
    /// two ask at once; one kind of thing only.
    public <T> T derived(Class<T> type, Function<Table, T> make) {
        Object made = derived;
        if (made == null) {
            made = make.apply(this);
            derived = made;
        }
        return type.cast(made);
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
