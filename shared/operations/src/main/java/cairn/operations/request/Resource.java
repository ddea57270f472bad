package cairn.operations.request;

import cairn.operations.wire.TableNames;

/// A resource that an operation touches.
public sealed interface Resource {
    /// No named resource: the operation is about all tables, or about none.
    record Any() implements Resource {}

    record Table(String name) implements Resource {}

    record Index(String table, String name) implements Resource {}

    /// The resource that a request names by its ARN.
    record Arn(String text) implements Resource {}

    /// Its name in policies.
    default String arn(String region, String account) {
        return switch (this) {
            case Any any -> TableNames.arn(region, account, "*");
            case Table(String name) -> TableNames.arn(region, account, name);
            case Index(String table, String name) ->
                    TableNames.arn(region, account, table) + "/index/" + name;
            case Arn(String text) -> text;
        };
    }
}
