package cairn.operations.control;

import cairn.operations.request.Action;
import cairn.operations.request.Operation;
import cairn.operations.request.TableAccess;
import cairn.operations.request.TableSettings;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;
import cairn.storage.partition.Partition;
import cairn.storage.table.TableEntry;

import java.util.concurrent.CompletableFuture;

/// DeleteTable. The table is gone when this is answered; the answer says DELETING, as DynamoDB's
/// does.
public final class DeleteTable implements Operation {
    @Override
    public Shape shape() {
        return Shapes.struct("DeleteTableInput", "TableName", Shapes.TEXT);
    }

    @Override
    public Action check(Input input) {
        String name = DescribeTable.name(input);
        return (tables, waiting) -> {
            if (waiting == Waiting.NOT_ALLOWED) {
                throw new WouldWait();
            }
            return CompletableFuture.completedFuture(delete(tables, name));
        };
    }

    private static Reply delete(TableAccess tables, String name) {
        TableEntry deleted =
                tables.tables()
                        .delete(name, DeleteTable::mustNotBeProtected)
                        .orElseThrow(() -> Failure.tableNotFound(name));
        ReplyBody table =
                TableAnswer.of(
                        name,
                        TableSettings.decode(deleted.descriptor()),
                        "DELETING",
                        new Partition.Estimate(0, 0),
                        tables.place());
        return new Reply(200, new ReplyBody().object("TableDescription", table).finish());
    }

    private static void mustNotBeProtected(TableEntry entry) {
        if (TableSettings.decode(entry.descriptor()).deletionProtection()) {
            throw Failure.validation(
                    "Resource cannot be deleted as it is currently protected against deletion."
                            + " Disable deletion protection first.");
        }
    }
}
