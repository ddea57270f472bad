package cairn.operations.control;

import cairn.operations.request.Action;
import cairn.operations.request.Operation;
import cairn.operations.wire.Input;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;

/// DescribeLimits: DynamoDB's default quotas, which programs reckon with. Nothing here is held to
/// them.
public final class DescribeLimits implements Operation {
    private static final long ACCOUNT_UNITS = 80_000;
    private static final long TABLE_UNITS = 40_000;

    @Override
    public Shape shape() {
        return Shapes.struct("DescribeLimitsInput");
    }

    @Override
    public Action check(Input input) {
        return TableQuestion.always(
                new ReplyBody()
                        .number("AccountMaxReadCapacityUnits", ACCOUNT_UNITS)
                        .number("AccountMaxWriteCapacityUnits", ACCOUNT_UNITS)
                        .number("TableMaxReadCapacityUnits", TABLE_UNITS)
                        .number("TableMaxWriteCapacityUnits", TABLE_UNITS));
    }
}
