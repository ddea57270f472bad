package cairn.operations.control;

import static cairn.operations.request.RequestMembers.WHOLE_TABLE_NAME;

import cairn.operations.describe.Moment;
import cairn.operations.describe.TableAnswer;
import cairn.operations.describe.TableSize;
import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.Operation;
import cairn.operations.request.TableAccess;
import cairn.operations.settings.TableSettings;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Members;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.TableNames;
import cairn.storage.table.TableEntry;

import java.util.concurrent.CompletableFuture;

/// DeleteTable. The table is already gone when the answer says DELETING, which is DynamoDB's text.
public final class DeleteTable implements Operation {
    private static final Declaration DECLARATION =
            Declaration.of(
                            "DeleteTable",
                            AccessLevel.ADMIN,
                            Members.of("DeleteTableInput", WHOLE_TABLE_NAME.requiredParameter()))
                    .on(Demands.table(WHOLE_TABLE_NAME))
                    .waiting();

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        String name = TableNames.of(input.must(WHOLE_TABLE_NAME));
        return (tables, waiting) -> CompletableFuture.completedFuture(delete(tables, name));
    }

    private static Reply delete(TableAccess tables, String name) {
        TableEntry deleted =
                tables.tables()
                        .delete(name, DeleteTable::mustBeDeletable)
                        .orElseThrow(() -> Failure.tableNotFound(name));
        ReplyBody table =
                TableAnswer.of(
                        name,
                        TableSettings.decode(deleted.descriptor()),
                        Moment.deleting(tables.environment().wallMicros()),
                        TableSize.EMPTY,
                        tables.configuration());
        return new Reply(200, new ReplyBody().object("TableDescription", table).finish());
    }

    private static void mustBeDeletable(TableEntry entry) {
        TableSettings settings = TableSettings.decode(entry.descriptor());
        if (settings.deletionProtection()) {
            throw Failure.validation(TableMessage.PROTECTED);
        }
        if (settings.indexes().isAnyUnfinished()) {
            throw Failure.of(Failure.Type.RESOURCE_IN_USE, TableMessage.INDEXES_UNFINISHED);
        }
    }
}
