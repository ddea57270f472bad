package cairn.operations.access;

import cairn.item.json.Json;
import cairn.operations.wire.TableNames;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One thing that a request asks for: an operation on one table or index.
///
/// @param operation as DynamoDB names it
/// @param table its name; `*` where the request names none
/// @param index its name, where the request is about one
public record Demand(String operation, String table, Optional<String> index) {
    private static final String ALL = "*";

    /// What a request asks for: one demand for each table that it names, at least one.
    ///
    /// @param body whose types are right
    static List<Demand> of(String operation, Json.Obj body) {
        if (body.field("TableName").orElse(null) instanceof Json.Text(String table)) {
            Optional<String> index =
                    body.field("IndexName").orElse(null) instanceof Json.Text(String name)
                            ? Optional.of(name)
                            : Optional.empty();
            return List.of(new Demand(operation, TableNames.of(table), index));
        }
        if (body.field("RequestItems").orElse(null) instanceof Json.Obj tables
                && !tables.fields().isEmpty()) {
            List<Demand> demands = new ArrayList<>();
            for (String table : tables.fields().keySet()) {
                demands.add(new Demand(operation, TableNames.of(table), Optional.empty()));
            }
            return demands;
        }
        return List.of(new Demand(operation, ALL, Optional.empty()));
    }

    /// As policies name it: `dynamodb:PutItem`.
    public String action() {
        return "dynamodb:" + operation;
    }

    /// As policies name it: the ARN of the table or the index.
    public String resource(String region, String account) {
        String arn = TableNames.arn(region, account, table);
        return index.map(name -> arn + "/index/" + name).orElse(arn);
    }
}
