package cairn.operations.control;

import static cairn.operations.request.RequestMembers.WHOLE_TABLE_NAME;
import static cairn.operations.wire.Constraints.atLeast;
import static cairn.operations.wire.Constraints.atMost;
import static cairn.operations.wire.Constraints.length;

import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.Operation;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.ReplyBody;

import java.util.List;

/// ListBackups: the list is empty until Cairn has backups, also for a missing table.
public final class ListBackups implements Operation {
    private static final int LIMIT_MAX = 100;
    private static final int ARN_MIN = 37;
    private static final int ARN_MAX = 1024;

    private static final Member<Double> LOWER = Members.time("TimeRangeLowerBound");
    private static final Member<Double> UPPER = Members.time("TimeRangeUpperBound");
    private static final Members MEMBERS =
            Members.of(
                    "ListBackupsInput",
                    WHOLE_TABLE_NAME,
                    Members.integer("Limit").where(atLeast(1), atMost(LIMIT_MAX)),
                    Members.word("BackupType", "USER", "SYSTEM", "AWS_BACKUP", "ALL"),
                    LOWER,
                    UPPER,
                    Members.text("ExclusiveStartBackupArn").where(length(ARN_MIN, ARN_MAX)));
    private static final Declaration DECLARATION =
            Declaration.of("ListBackups", AccessLevel.READ, MEMBERS)
                    .on(Demands.table(WHOLE_TABLE_NAME));

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        double lower = input.get(LOWER).orElse(Double.NEGATIVE_INFINITY);
        double upper = input.get(UPPER).orElse(Double.POSITIVE_INFINITY);
        if (lower > upper) {
            throw Failure.validation(TableMessage.TIME_RANGE);
        }
        return TableQuestion.always(new ReplyBody().list("BackupSummaries", List.of()));
    }
}
