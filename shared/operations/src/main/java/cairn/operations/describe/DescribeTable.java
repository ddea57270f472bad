package cairn.operations.describe;

import static cairn.operations.request.RequestMembers.WHOLE_TABLE_NAME;

import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.OpenTable;
import cairn.operations.request.Operation;
import cairn.operations.request.TableAccess;
import cairn.operations.settings.TableSettings;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Members;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.TableNames;
import cairn.storage.partition.PartitionDeleted;
import cairn.storage.table.Table;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// DescribeTable, from the present catalog. Item count and size are present estimates: until
/// compaction, an overwritten item may be counted twice.
public final class DescribeTable implements Operation {
    private static final Declaration DECLARATION =
            Declaration.of(
                            "DescribeTable",
                            AccessLevel.READ,
                            Members.of("DescribeTableInput", WHOLE_TABLE_NAME.requiredParameter()))
                    .on(Demands.table(WHOLE_TABLE_NAME))
                    .waiting();

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        String name = TableNames.of(input.must(WHOLE_TABLE_NAME));
        return (tables, waiting) -> CompletableFuture.completedFuture(describe(tables, name));
    }

    private static Reply describe(TableAccess tables, String name) {
        Table table = tables.tables().look(name).orElseThrow(() -> Failure.tableNotFound(name));
        ReplyBody described = describe(tables, tables.opened(table));
        return new Reply(200, new ReplyBody().object("Table", described).finish());
    }

    private static ReplyBody describe(TableAccess tables, OpenTable table) {
        Moment moment = Moment.of(table.settings(), tables.environment().wallMicros());
        return describe(tables, table, table.settings(), moment);
    }

    /// Describes a table that exists.
    ///
    /// @param shown its settings as the answer shows them
    /// @throws Failure it was deleted meanwhile
    public static ReplyBody describe(
            TableAccess tables, OpenTable table, TableSettings shown, Moment moment) {
        TableSize size = size(tables, table).orElseGet(() -> sizeNow(tables, table.name()));
        return TableAnswer.of(table.name(), shown, moment, size, tables.configuration());
    }

    /// Absent if the table, or one of its indexes, is not there any more.
    private static Optional<TableSize> size(TableAccess tables, OpenTable table) {
        try {
            return Optional.of(TableSize.of(tables, table));
        } catch (PartitionDeleted e) {
            return Optional.empty();
        }
    }

    private static TableSize sizeNow(TableAccess tables, String name) {
        OpenTable now =
                tables.tables()
                        .look(name)
                        .map(tables::opened)
                        .orElseThrow(() -> Failure.tableNotFound(name));
        return size(tables, now).orElse(TableSize.EMPTY);
    }
}
