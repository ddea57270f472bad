package cairn.operations.control;

import cairn.operations.request.Action;
import cairn.operations.request.Operation;
import cairn.operations.wire.Constraints;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;

import java.util.List;

/// ListBackups: there are none yet. A table that is not there has none either.
public final class ListBackups implements Operation {
    private static final int LIMIT_MAX = 100;

    @Override
    public Shape shape() {
        return Shapes.struct(
                "ListBackupsInput",
                "TableName",
                Shapes.TEXT,
                "Limit",
                Shapes.INTEGER,
                "TimeRangeLowerBound",
                Shapes.TIME,
                "TimeRangeUpperBound",
                Shapes.TIME,
                "ExclusiveStartBackupArn",
                Shapes.TEXT,
                "BackupType",
                Shapes.TEXT);
    }

    @Override
    public Action check(Input input) {
        Constraints constraints = new Constraints();
        if (input.has("TableName")) {
            constraints.wholeTableName(input, "TableName");
        }
        constraints
                .atLeast(input, "Limit", 1)
                .atMost(input, "Limit", LIMIT_MAX)
                .oneOf(input, "BackupType", "USER", "SYSTEM", "AWS_BACKUP", "ALL")
                .check();
        double lower = input.seconds("TimeRangeLowerBound").orElse(Double.NEGATIVE_INFINITY);
        double upper = input.seconds("TimeRangeUpperBound").orElse(Double.POSITIVE_INFINITY);
        if (lower > upper) {
            throw Failure.validation(
                    "Time range lower bound must be less than or equal to upper bound");
        }
        return TableQuestion.always(new ReplyBody().list("BackupSummaries", List.of()));
    }
}
