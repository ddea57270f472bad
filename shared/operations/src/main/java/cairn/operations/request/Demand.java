package cairn.operations.request;

/// One thing that a request asks permission for: an action on one resource.
///
/// @param operation the action, as DynamoDB names it
/// @param level of that action
public record Demand(String operation, AccessLevel level, Resource resource) {
    /// As policies name it: `dynamodb:PutItem`.
    public String action() {
        return "dynamodb:" + operation;
    }
}
