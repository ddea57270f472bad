package cairn.operations.request;

import cairn.operations.wire.TableArn;
import cairn.operations.wire.TableNames;

/// A resource that an operation touches.
public sealed interface Resource {
    /// No named resource: the operation is about all tables, or about none.
    record Any() implements Resource {}

    /// @param given its name or ARN, as in the request
    record Table(String given) implements Resource {}

    /// @param table its name or ARN, as in the request
    record Index(String table, String name) implements Resource {}

    /// The resource that a request names by its ARN.
    record Arn(String text) implements Resource {}

    /// Its name in policies.
    default String arn(String region, String account) {
        return switch (this) {
            case Any any -> TableNames.arn(region, account, "*");
            case Table(String given) -> TableNames.arn(region, account, TableNames.of(given));
            case Index(String table, String name) ->
                    TableNames.arn(region, account, TableNames.of(table)) + "/index/" + name;
            case Arn(String text) -> text;
        };
    }

    /// Checks the ARN by which the request names it, if it does. Without this, a request that is
    /// meant for another region would change the table of the same name here.
    ///
    /// @throws cairn.operations.wire.Failure the ARN is of another service, region or account
    default void mustBeOf(String region, String account) {
        switch (this) {
            case Any any -> {}
            case Table(String given) -> TableNames.mustBeOf(given, region, account);
            case Index(String table, String name) -> TableNames.mustBeOf(table, region, account);
            case Arn(String text) -> TableArn.parse(text).mustBeOf(region, account);
        }
    }
}
