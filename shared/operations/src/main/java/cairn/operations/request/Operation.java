package cairn.operations.request;

import cairn.operations.wire.Input;

/// One DynamoDB operation: what it says of itself, and how it reads a request. Stateless.
public interface Operation {
    Declaration declaration();

    /// Reads a request whose members are in order: makes resolved values of its text, and checks
    /// what can be said without the table, in DynamoDB's order (docs/dynamodb.md#order-of-checks).
    /// The action that it returns knows nothing of the request's text.
    ///
    /// @throws cairn.operations.wire.Failure it is refused
    /// @throws cairn.item.Refused a value or expression in it is
    Action read(Input input, Arrival arrival);

    /// Checks the members of a request whose types are right, then reads it.
    ///
    /// @throws cairn.operations.wire.Failure it is refused
    /// @throws cairn.item.Refused a value or expression in it is
    default Action checked(Input input, Arrival arrival) {
        Declaration declaration = declaration();
        declaration.members().check(input);
        if (!declaration.refusesLater()) {
            declaration.members().refuseLater(input);
        }
        return read(input, arrival);
    }
}
