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

    /// Checks the members of a request whose types are right, then the ARNs among them, then reads
    /// it.
    ///
    /// @param region, account of the tables here
    /// @throws cairn.operations.wire.Failure it is refused
    /// @throws cairn.item.Refused a value or expression in it is refused
    default Action checked(Input input, Arrival arrival, String region, String account) {
        Declaration declaration = declaration();
        declaration.members().check(input);
        declaration.demands().of(input).forEach(named -> named.mustBeOf(region, account));
        if (!declaration.refusesLater()) {
            declaration.members().refuseLater(input);
        }
        return read(input, arrival);
    }
}
