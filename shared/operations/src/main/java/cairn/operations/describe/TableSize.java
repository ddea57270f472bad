package cairn.operations.describe;

import cairn.operations.request.OpenTable;
import cairn.operations.request.TableAccess;
import cairn.operations.settings.GlobalIndex;
import cairn.storage.environment.FanOut;
import cairn.storage.format.Runs;
import cairn.storage.partition.Partition;
import cairn.storage.table.PartitionSet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How much is in a table, roughly: an item that was overwritten may be counted twice until it is
/// compacted. Immutable.
///
/// @param runs of the items, then of each local index
/// @param global of each global index, by its name
public record TableSize(Runs<Partition.Estimate> runs, Map<String, Partition.Estimate> global) {
    /// Nothing at all.
    public static final TableSize EMPTY =
            new TableSize(Runs.all(Partition.Estimate.NONE), Map.of());

    /// The size of a table as it is now. Asks all its partitions.
    ///
    /// @throws cairn.storage.partition.PartitionDeleted the table was deleted
    static TableSize of(TableAccess tables, OpenTable table) {
        Map<String, Partition.Estimate> global = new HashMap<>();
        for (GlobalIndex index : table.settings().indexes().global()) {
            if (index.state() != GlobalIndex.State.DELETING) {
                PartitionSet partitions = table.table().index(index.name());
                global.put(index.name(), of(tables, partitions).of(Runs.ITEMS));
            }
        }
        return new TableSize(of(tables, table.table().items()), global);
    }

    private static Runs<Partition.Estimate> of(TableAccess tables, PartitionSet partitions) {
        List<Runs<Partition.Estimate>> parts =
                FanOut.map(
                        tables.environment(),
                        "estimate",
                        partitions.partitions(),
                        Partition::estimate);
        Runs<Partition.Estimate> sum = Runs.all(Partition.Estimate.NONE);
        for (Runs<Partition.Estimate> part : parts) {
            for (int run : part.numbers().toArray()) {
                sum = sum.with(run, sum.of(run).plus(part.of(run)));
            }
        }
        return sum;
    }

    Partition.Estimate items() {
        return runs.of(Runs.ITEMS);
    }

    /// The size of a global index.
    Partition.Estimate global(String index) {
        return global.getOrDefault(index, Partition.Estimate.NONE);
    }
}
