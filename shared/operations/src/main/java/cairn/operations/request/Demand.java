package cairn.operations.request;

/// One permission that a request needs: for an action on one resource.
///
/// @param operation the action, as DynamoDB names it
/// @param level of that action
public record Demand(String operation, AccessLevel level, Resource resource) {
    /// Its name in policies: `dynamodb:PutItem`.
    public String action() {
        return "dynamodb:" + operation;
    }
}
