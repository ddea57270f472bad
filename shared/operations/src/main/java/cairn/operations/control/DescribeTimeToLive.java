package cairn.operations.control;

import cairn.operations.request.Action;
import cairn.operations.request.Operation;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;

/// DescribeTimeToLive: it is off, for there is none yet.
public final class DescribeTimeToLive implements Operation {
    @Override
    public Shape shape() {
        return Shapes.struct("DescribeTimeToLiveInput", "TableName", Shapes.TEXT);
    }

    @Override
    public Action check(Input input) {
        ReplyBody off = new ReplyBody().text("TimeToLiveStatus", "DISABLED");
        return TableQuestion.ask(
                TableQuestion.name(input),
                new ReplyBody().object("TimeToLiveDescription", off),
                Failure::tableNotFound);
    }
}
