package cairn.storage.table;

import cairn.item.StorageKey;
import cairn.storage.environment.UniqueName;
import cairn.storage.environment.Waiting;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Runs;
import cairn.storage.partition.Consistency;
import cairn.storage.partition.Partition;
import cairn.storage.segment.Range;

import java.util.List;
import java.util.function.Function;

/// The partitions of a table's items, or of one of its global indexes: together they hold all
/// storage keys. Thread-safe.
public final class PartitionSet {
    private final PartitionMap map;
    private final List<Partition> partitions;

    PartitionSet(
            UniqueName incarnation,
            PartitionMap map,
            Function<PartitionName, Partition> partition) {
        this.map = map;
        this.partitions =
                map.entries().stream()
                        .map(e -> new PartitionName(incarnation, e.partition()))
                        .map(partition)
                        .toList();
    }

    /// All partitions, in order of their keys.
    public List<Partition> partitions() {
        return partitions;
    }

    /// The partition that holds `key`.
    public Partition partitionOf(StorageKey key) {
        return partitions.get(map.indexOf(key));
    }

    /// Walks the items or entries of a range in its direction, across partitions. Each partition is
    /// read only when the walk reaches it.
    public TableWalk walk(Range range, Consistency consistency, Waiting waiting) {
        return walk(Runs.ITEMS, range, consistency, waiting);
    }

    /// The same for the entries of a local index, which are in one run of each partition.
    public TableWalk walk(int run, Range range, Consistency consistency, Waiting waiting) {
        return new TableWalk(partitionsOf(range), run, range, consistency, waiting);
    }

    /// The partitions that may hold keys of `range`, in the range's direction.
    private List<Partition> partitionsOf(Range range) {
        int first = map.firstOf(range);
        List<Partition> held = partitions.subList(first, Math.max(first, map.endOf(range)));
        return range.ascending() ? held : held.reversed();
    }
}
