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
import cairn.operations.wire.Input;
import cairn.operations.wire.Members;
import cairn.operations.wire.ReplyBody;

import java.util.List;

/// ListStreams, of DynamoDB Streams: always empty yet, also for a table that does not exist.
public final class ListStreams implements Operation {
    private static final int LIMIT_MAX = 100;
    private static final int ARN_MIN = 37;
    private static final int ARN_MAX = 1024;

    private static final Members MEMBERS =
            Members.of(
                    "ListStreamsInput",
                    WHOLE_TABLE_NAME,
                    Members.integer("Limit").where(atLeast(1), atMost(LIMIT_MAX)),
                    Members.text("ExclusiveStartStreamArn").where(length(ARN_MIN, ARN_MAX)));
    private static final Declaration DECLARATION =
            Declaration.of("ListStreams", AccessLevel.READ, MEMBERS)
                    .on(Demands.table(WHOLE_TABLE_NAME));

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        return TableQuestion.always(new ReplyBody().list("Streams", List.of()));
    }
}
