package cairn.operations.control;

import cairn.item.KeySchema;
import cairn.item.QueryKeys;
import cairn.operations.request.TableAccess.Configuration;
import cairn.operations.settings.TableSettings;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.TableNames;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A table's description in DynamoDB's form.
final class TableAnswer {
    static final String CREATING = "CREATING";

    private TableAnswer() {}

    /// The description of a table with these settings.
    ///
    /// @param status CREATING, ACTIVE or DELETING
    static ReplyBody of(
            String name,
            TableSettings table,
            String status,
            TableSize size,
            Configuration configuration) {
        ReplyBody body = new ReplyBody();
        body.list("AttributeDefinitions", definitions(table)).text("TableName", name);
        body.list("KeySchema", keySchema(table.keys())).text("TableStatus", status);
        double created = Math.floorDiv(table.createdMicros(), 1000) / 1000.0;
        body.number("CreationDateTime", created);
        body.object(
                "ProvisionedThroughput",
                throughput(table.billing().readUnits(), table.billing().writeUnits()));
        body.number("TableSizeBytes", size.items().bytes())
                .number("ItemCount", size.items().items());
        body.text(
                "TableArn", TableNames.arn(configuration.region(), configuration.account(), name));
        body.text("TableId", table.id());
        if (table.billing().paidByRequest()) {
            ReplyBody summary = new ReplyBody().text("BillingMode", "PAY_PER_REQUEST");
            if (!status.equals(CREATING)) {
                summary.number("LastUpdateToPayPerRequestDateTime", created);
            }
            body.object("BillingModeSummary", summary);
        }
        IndexAnswer indexes = new IndexAnswer(name, table, size, configuration);
        indexes.addLocal(body);
        indexes.addGlobal(body, status);
        table.tableClass()
                .ifPresent(
                        value ->
                                body.object(
                                        "TableClassSummary",
                                        new ReplyBody().text("TableClass", value)));
        return body.bool("DeletionProtectionEnabled", table.deletionProtection());
    }

    /// The structure ProvisionedThroughputDescription.
    static ReplyBody throughput(long readUnits, long writeUnits) {
        return new ReplyBody()
                .number("NumberOfDecreasesToday", 0)
                .number("ReadCapacityUnits", readUnits)
                .number("WriteCapacityUnits", writeUnits);
    }

    /// By name, of the table's keys and those of its indexes (observed).
    private static List<byte[]> definitions(TableSettings table) {
        SortedMap<String, KeySchema.Type> types = new TreeMap<>();
        Stream.concat(
                        attributes(table.keys()).stream(),
                        table.indexes().inOrderOfChecks().stream()
                                .flatMap(index -> attributes(index.keys()).stream()))
                .forEach(attribute -> types.put(attribute.name(), attribute.type()));
        List<byte[]> definitions = new ArrayList<>();
        types.forEach(
                (name, type) ->
                        definitions.add(
                                new ReplyBody()
                                        .text("AttributeName", name)
                                        .text("AttributeType", type.name())
                                        .finish()));
        return definitions;
    }

    private static List<KeySchema.Attribute> attributes(QueryKeys keys) {
        return Stream.concat(keys.hash().stream(), keys.range().stream()).toList();
    }

    /// The structure KeySchema.
    static List<byte[]> keySchema(QueryKeys keys) {
        List<byte[]> elements = new ArrayList<>();
        keys.hash().forEach(attribute -> elements.add(element(attribute, "HASH")));
        keys.range().forEach(attribute -> elements.add(element(attribute, "RANGE")));
        return elements;
    }

    private static byte[] element(KeySchema.Attribute attribute, String keyType) {
        return new ReplyBody()
                .text("AttributeName", attribute.name())
                .text("KeyType", keyType)
                .finish();
    }
}
