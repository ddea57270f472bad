package cairn.operations.control;

import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Operation;
import cairn.operations.wire.Input;
import cairn.operations.wire.Members;
import cairn.operations.wire.ReplyBody;

/// DescribeLimits: the default quotas of DynamoDB. That of a table is enforced, that of an account
/// is not.
public final class DescribeLimits implements Operation {
    private static final long ACCOUNT_UNITS = 80_000;
    private static final long TABLE_UNITS = 40_000;

    private static final Declaration DECLARATION =
            Declaration.of("DescribeLimits", AccessLevel.READ, Members.of("DescribeLimitsInput"));

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        return TableQuestion.always(
                new ReplyBody()
                        .number("AccountMaxReadCapacityUnits", ACCOUNT_UNITS)
                        .number("AccountMaxWriteCapacityUnits", ACCOUNT_UNITS)
                        .number("TableMaxReadCapacityUnits", TABLE_UNITS)
                        .number("TableMaxWriteCapacityUnits", TABLE_UNITS));
    }
}
