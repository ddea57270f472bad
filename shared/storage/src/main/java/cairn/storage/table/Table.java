package cairn.storage.table;

import cairn.item.StorageKey;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.environment.Waiting;
import cairn.storage.format.PartitionName;
import cairn.storage.partition.Consistency;
import cairn.storage.partition.Partition;
import cairn.storage.segment.Range;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// One life of one table, and its partitions in order of their keys. Thread-safe.
///
/// Its partitions stay the same until the table is deleted. Then they throw PartitionDeleted, and
/// the caller must look the name up again. The descriptor may be older than the catalog's.
public final class Table {
    private final TableEntry entry;
    private final PartitionSet items;
    private final Map<String, PartitionSet> indexes;
    private volatile @Nullable Object derived;

    Table(TableEntry entry, Function<PartitionName, Partition> partition) {
        this.entry = entry;
        this.items = new PartitionSet(entry.incarnation(), entry.map(), partition);
        Map<String, PartitionSet> all = new LinkedHashMap<>();
        entry.indexes()
                .forEach(
                        (name, map) ->
                                all.put(
                                        name,
                                        new PartitionSet(entry.incarnation(), map, partition)));
        this.indexes = all;
    }

    private Table(TableEntry entry, Table same) {
        this.entry = entry;
        this.items = same.items;
        this.indexes = same.indexes;
    }

    /// Whether an entry belongs to this table, in this life and with these partitions.
    boolean isOf(TableEntry other) {
        return entry.incarnation().equals(other.incarnation())
                && entry.map().equals(other.map())
                && entry.indexes().equals(other.indexes());
    }

    /// The same table with a newer descriptor.
    Table with(TableEntry newer) {
        return new Table(newer, this);
    }

    /// A value that a layer above derives from the entry, kept as long as the table is. Made twice
    /// at most if two ask at once; one kind of thing only.
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

    /// The partitions of the items.
    public PartitionSet items() {
        return items;
    }

    /// The partitions of a global index.
    public PartitionSet index(String name) {
        PartitionSet index = indexes.get(name);
        if (index == null) {
            throw new IllegalArgumentException("no such index: " + name);
        }
        return index;
    }

    /// The partitions of the items, in order of their keys.
    public List<Partition> partitions() {
        return items.partitions();
    }

    /// The partitions of the items and of all global indexes.
    public List<Partition> allPartitions() {
        List<Partition> all = new ArrayList<>(items.partitions());
        indexes.values().forEach(index -> all.addAll(index.partitions()));
        return all;
    }

    /// The partition that holds the item under `key`.
    public Partition partitionOf(StorageKey key) {
        return items.partitionOf(key);
    }

    /// Walks the items of a range in its direction.
    public TableWalk walk(Range range, Consistency consistency, Waiting waiting) {
        return items.walk(range, consistency, waiting);
    }

    /// Queues writes, each at the partition of its key; those of one partition keep their order.
    /// Each is settled once. Does not block.
    ///
    /// @throws cairn.storage.port.TooNew writers of the table have a duty that this Cairn does not
    ///   know
    public void submit(List<? extends PartitionWrite> writes) {
        entry.checkWritable();
        if (writes.size() == 1) {
            partitionOf(keyOf(writes.getFirst())).submit(writes);
            return;
        }
        Map<Partition, List<PartitionWrite>> byPartition = new LinkedHashMap<>();
        for (PartitionWrite write : writes) {
            byPartition
                    .computeIfAbsent(partitionOf(keyOf(write)), partition -> new ArrayList<>())
                    .add(write);
        }
        byPartition.forEach(Partition::submit);
    }

    private static StorageKey keyOf(PartitionWrite write) {
        return write.keys().getFirst();
    }
}
