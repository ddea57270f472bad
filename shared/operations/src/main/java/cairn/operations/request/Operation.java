package cairn.operations.request;

import cairn.operations.wire.Input;
import cairn.operations.wire.Shape;

/// One DynamoDB operation.
public interface Operation {
    /// The types of its request's members.
    Shape shape();

    /// Checks a request whose types are right: member constraints, then what can be said without
    /// the table, in DynamoDB's order.
    ///
    /// @throws cairn.operations.wire.Failure it is refused
    /// @throws cairn.item.Refused a value or expression in it is
    Action check(Input input);

    /// The same for an operation to which it matters how the request came.
    default Action check(Input input, Arrival arrival) {
        return check(input);
    }
}
