package cairn.operations.control;

import cairn.operations.request.Action;
import cairn.operations.request.OpenTable;
import cairn.operations.request.Operation;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Constraints;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;
import cairn.operations.wire.TableNames;
import cairn.storage.environment.FanOut;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;
import cairn.storage.partition.Partition;
import cairn.storage.partition.PartitionDeleted;
import cairn.storage.table.Table;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// DescribeTable, from the catalog as it is now. Item count and size are of now too, but roughly:
/// an item that was overwritten may be counted twice until it is compacted.
public final class DescribeTable implements Operation {
    @Override
    public Shape shape() {
        return Shapes.struct("DescribeTableInput", "TableName", Shapes.TEXT);
    }

    /// Checks the table's name as DescribeTable, UpdateTable and DeleteTable do.
    static String name(Input input) {
        if (!input.has("TableName")) {
            throw Failure.validation(
                    "The parameter 'TableName' is required but was not present in the request");
        }
        new Constraints().wholeTableName(input, "TableName").check();
        return TableNames.of(input.text("TableName").orElseThrow());
    }

    @Override
    public Action check(Input input) {
        String name = name(input);
        return (tables, waiting) -> {
            if (waiting == Waiting.NOT_ALLOWED) {
                throw new WouldWait();
            }
            Table table = tables.tables().look(name).orElseThrow(() -> Failure.tableNotFound(name));
            ReplyBody described = describe(tables, tables.opened(table));
            return CompletableFuture.completedFuture(
                    new Reply(200, new ReplyBody().object("Table", described).finish()));
        };
    }

    /// A table that is there, as it is now.
    static ReplyBody describe(TableAccess tables, OpenTable table) {
        Partition.Estimate size;
        try {
            size = size(tables, table);
        } catch (PartitionDeleted e) {
            throw Failure.tableNotFound(table.name());
        }
        return TableAnswer.of(table.name(), table.description(), "ACTIVE", size, tables.place());
    }

    private static Partition.Estimate size(TableAccess tables, OpenTable table) {
        List<Partition.Estimate> parts =
                FanOut.map(
                        tables.environment(),
                        "estimate",
                        table.table().partitions(),
                        Partition::estimate);
        return new Partition.Estimate(
                parts.stream().mapToLong(Partition.Estimate::items).sum(),
                parts.stream().mapToLong(Partition.Estimate::bytes).sum());
    }
}
