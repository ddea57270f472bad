package cairn.operations.control;

import cairn.operations.request.Action;
import cairn.operations.request.Operation;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;

/// DescribeContinuousBackups: point-in-time recovery is off, for there is none yet. That continuous
/// backups are said to be enabled is DynamoDB's way of speaking of any table.
public final class DescribeContinuousBackups implements Operation {
    @Override
    public Shape shape() {
        return Shapes.struct("DescribeContinuousBackupsInput", "TableName", Shapes.TEXT);
    }

    @Override
    public Action check(Input input) {
        ReplyBody recovery = new ReplyBody().text("PointInTimeRecoveryStatus", "DISABLED");
        ReplyBody backups =
                new ReplyBody()
                        .text("ContinuousBackupsStatus", "ENABLED")
                        .object("PointInTimeRecoveryDescription", recovery);
        return TableQuestion.ask(
                TableQuestion.name(input),
                new ReplyBody().object("ContinuousBackupsDescription", backups),
                DescribeContinuousBackups::missing);
    }

    /// Operations on backups have an exception of their own for this (service model).
    private static Failure missing(String table) {
        return Failure.of(Failure.Type.TABLE_NOT_FOUND, "Table not found: " + table);
    }
}
