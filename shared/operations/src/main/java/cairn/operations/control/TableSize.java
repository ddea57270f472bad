package cairn.operations.control;

import cairn.operations.request.OpenTable;
import cairn.operations.request.TableAccess;
import cairn.storage.environment.FanOut;
import cairn.storage.format.Runs;
import cairn.storage.partition.Partition;

import java.util.List;

/// How much is in a table, roughly: an item that was overwritten may be counted twice until it is
/// compacted. Immutable.
///
/// @param runs of the items, then of each local index
record TableSize(Runs<Partition.Estimate> runs) {
    /// Nothing at all.
    static final TableSize EMPTY = new TableSize(Runs.all(Partition.Estimate.NONE));

    /// The size of a table as it is now. Asks all its partitions.
    ///
    /// @throws cairn.storage.partition.PartitionDeleted the table was deleted
    static TableSize of(TableAccess tables, OpenTable table) {
        List<Runs<Partition.Estimate>> parts =
                FanOut.map(
                        tables.environment(),
                        "estimate",
                        table.table().partitions(),
                        Partition::estimate);
        Runs<Partition.Estimate> sum = Runs.all(Partition.Estimate.NONE);
        for (Runs<Partition.Estimate> part : parts) {
            for (int run : part.numbers().toArray()) {
                sum = sum.with(run, sum.of(run).plus(part.of(run)));
            }
        }
        return new TableSize(sum);
    }

    Partition.Estimate items() {
        return runs.of(Runs.ITEMS);
    }
}
