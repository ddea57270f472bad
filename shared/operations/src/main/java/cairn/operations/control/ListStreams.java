package cairn.operations.control;

import cairn.operations.request.Action;
import cairn.operations.request.Operation;
import cairn.operations.wire.Constraints;
import cairn.operations.wire.Input;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;

import java.util.List;

/// ListStreams, of DynamoDB Streams: there are none yet. A table that is not there has none either.
public final class ListStreams implements Operation {
    private static final int LIMIT_MAX = 100;
    private static final int ARN_MIN = 37;
    private static final int ARN_MAX = 1024;

    @Override
    public Shape shape() {
        return Shapes.struct(
                "ListStreamsInput",
                "TableName",
                Shapes.TEXT,
                "Limit",
                Shapes.INTEGER,
                "ExclusiveStartStreamArn",
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
                .length(input, "ExclusiveStartStreamArn", ARN_MIN, ARN_MAX)
                .check();
        return TableQuestion.always(new ReplyBody().list("Streams", List.of()));
    }
}
