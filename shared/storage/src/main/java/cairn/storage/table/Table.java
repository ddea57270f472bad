package cairn.storage.table;

import cairn.item.StorageKey;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.environment.Waiting;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Runs;
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

    /// All partitions, in order of their keys.
    public List<Partition> partitions() {
        return partitions;
    }

    /// The partition that holds `key`.
    public Partition partitionOf(StorageKey key) {
        return partitions.get(entry.map().indexOf(key));
    }

    /// Walks the items of a range in its direction, whichever partitions hold them. Nothing is read
    /// before the walk comes to it.
    public TableWalk walk(Range range, Consistency consistency, Waiting waiting) {
        return walk(Runs.ITEMS, range, consistency, waiting);
    }

    /// The same of the entries of a local index, which are in one run of each partition.
    public TableWalk walk(int run, Range range, Consistency consistency, Waiting waiting) {
        return new TableWalk(partitionsOf(range), run, range, consistency, waiting);
    }

    /// The partitions that may hold keys of `range`, in the range's direction.
    private List<Partition> partitionsOf(Range range) {
        int first = entry.map().firstOf(range);
        List<Partition> held = partitions.subList(first, Math.max(first, entry.map().endOf(range)));
        return range.ascending() ? held : held.reversed();
    }

    /// Queues writes, each with the partition of its key; those of one partition in their order.
    /// Each is settled once. Does not block.
    ///
    /// @throws cairn.storage.port.TooNew writers of the table must do what this Cairn does not know
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
