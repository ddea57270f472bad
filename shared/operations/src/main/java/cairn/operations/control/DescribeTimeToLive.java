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

/// DescribeTimeToLive: it is off, because Cairn does not have it yet.
public final class DescribeTimeToLive implements Operation {
    private static final Declaration DECLARATION =
            Declaration.of(
                            "DescribeTimeToLive",
                            AccessLevel.READ,
                            Members.of("DescribeTimeToLiveInput", WHOLE_TABLE_NAME.required()))
                    .on(Demands.table(WHOLE_TABLE_NAME))
                    .waiting();

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        ReplyBody off = new ReplyBody().text("TimeToLiveStatus", "DISABLED");
        return TableQuestion.ask(
                TableNames.of(input.must(WHOLE_TABLE_NAME)),
                new ReplyBody().object("TimeToLiveDescription", off),
                Failure::tableNotFound);
    }
}
