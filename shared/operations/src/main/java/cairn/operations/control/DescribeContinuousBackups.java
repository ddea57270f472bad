package cairn.operations.control;

import static cairn.operations.request.RequestMembers.WHOLE_TABLE_NAME;

import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.Operation;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Members;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.TableNames;

/// DescribeContinuousBackups: point-in-time recovery is off, because Cairn has no recovery yet.
/// That continuous backups are said to be enabled is DynamoDB's way of speaking of any table.
public final class DescribeContinuousBackups implements Operation {
    private static final Declaration DECLARATION =
            Declaration.of(
                            "DescribeContinuousBackups",
                            AccessLevel.READ,
                            Members.of(
                                    "DescribeContinuousBackupsInput", WHOLE_TABLE_NAME.required()))
                    .on(Demands.table(WHOLE_TABLE_NAME))
                    .waiting();

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        ReplyBody recovery = new ReplyBody().text("PointInTimeRecoveryStatus", "DISABLED");
        ReplyBody backups =
                new ReplyBody()
                        .text("ContinuousBackupsStatus", "ENABLED")
                        .object("PointInTimeRecoveryDescription", recovery);
        return TableQuestion.ask(
                TableNames.of(input.must(WHOLE_TABLE_NAME)),
                new ReplyBody().object("ContinuousBackupsDescription", backups),
                DescribeContinuousBackups::missing);
    }

    /// Operations on backups have their own exception for this (service model).
    private static Failure missing(String table) {
        return Failure.of(
                Failure.Type.TABLE_NOT_FOUND, TableMessage.TABLE_OF_BACKUPS_NOT_FOUND, table);
    }
}
