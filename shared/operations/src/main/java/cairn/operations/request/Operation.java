package cairn.operations.request;

import cairn.operations.wire.Input;

/// One DynamoDB operation: its declaration, and how it reads a request. Stateless.
public interface Operation {
    Declaration declaration();

    /// Reads a request whose members are valid: resolves its text to values, and checks everything
    /// possible without the table, in DynamoDB's order (docs/dynamodb.md#order-of-checks). The
    /// returned action does not see the request's text.
    ///
    /// @throws cairn.operations.wire.Failure it is refused
    /// @throws cairn.item.Refused a value or expression in it is refused
    Action read(Input input, Arrival arrival);
}
