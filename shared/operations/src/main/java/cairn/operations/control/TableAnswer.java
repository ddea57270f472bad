package cairn.operations.control;

import cairn.item.KeySchema;
import cairn.operations.request.TableAccess.Configuration;
import cairn.operations.request.TableSettings;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.TableNames;
import cairn.storage.partition.Partition;

import java.util.ArrayList;
import java.util.List;

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
            Partition.Estimate size,
            Configuration configuration) {
        ReplyBody body = new ReplyBody();
        List<byte[]> definitions = new ArrayList<>();
        List<byte[]> keys = new ArrayList<>();
        add(table.keys().partition(), "HASH", definitions, keys);
        table.keys().sort().ifPresent(sort -> add(sort, "RANGE", definitions, keys));
        body.list("AttributeDefinitions", definitions).text("TableName", name);
        body.list("KeySchema", keys).text("TableStatus", status);
        double created = Math.floorDiv(table.createdMicros(), 1000) / 1000.0;
        body.number("CreationDateTime", created);
        body.object(
                "ProvisionedThroughput",
                new ReplyBody()
                        .number("NumberOfDecreasesToday", 0)
                        .number("ReadCapacityUnits", table.readUnits())
                        .number("WriteCapacityUnits", table.writeUnits()));
        body.number("TableSizeBytes", size.bytes()).number("ItemCount", size.items());
        body.text(
                "TableArn", TableNames.arn(configuration.region(), configuration.account(), name));
        body.text("TableId", table.id());
        if (table.paidByRequest()) {
            ReplyBody summary = new ReplyBody().text("BillingMode", "PAY_PER_REQUEST");
            if (!status.equals(CREATING)) {
                summary.number("LastUpdateToPayPerRequestDateTime", created);
            }
            body.object("BillingModeSummary", summary);
        }
        table.tableClass()
                .ifPresent(
                        value ->
                                body.object(
                                        "TableClassSummary",
                                        new ReplyBody().text("TableClass", value)));
        return body.bool("DeletionProtectionEnabled", table.deletionProtection());
    }

    private static void add(
            KeySchema.Attribute attribute,
            String keyType,
            List<byte[]> definitions,
            List<byte[]> keys) {
        definitions.add(
                new ReplyBody()
                        .text("AttributeName", attribute.name())
                        .text("AttributeType", attribute.type().name())
                        .finish());
        keys.add(
                new ReplyBody()
                        .text("AttributeName", attribute.name())
                        .text("KeyType", keyType)
                        .finish());
    }
}
