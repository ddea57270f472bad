package cairn.operations.describe;

import cairn.item.KeySchema;
import cairn.item.QueryKeys;
import cairn.operations.request.TableAccess.Configuration;
import cairn.operations.settings.Billing;
import cairn.operations.settings.OnDemandMaximum;
import cairn.operations.settings.StreamSetting;
import cairn.operations.settings.TableClass;
import cairn.operations.settings.TableSettings;
import cairn.operations.settings.Throughput;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.TableNames;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A table's description in DynamoDB's form.
public final class TableAnswer {
    private TableAnswer() {}

    /// The description of a table with these settings.
    public static ReplyBody of(
            String name,
            TableSettings table,
            Moment moment,
            TableSize size,
            Configuration configuration) {
        ReplyBody body = new ReplyBody();
        body.list("AttributeDefinitions", definitions(table)).text("TableName", name);
        body.list("KeySchema", keySchema(table.keys())).text("TableStatus", moment.status());
        body.number("CreationDateTime", seconds(table.createdMicros()));
        body.object("ProvisionedThroughput", provisioned(table.throughput(), moment));
        body.number("TableSizeBytes", size.items().bytes())
                .number("ItemCount", size.items().items());
        String arn = TableNames.arn(configuration.region(), configuration.account(), name);
        body.text("TableArn", arn).text("TableId", table.id());
        addBilling(body, table.billing(), moment);
        IndexAnswer indexes = new IndexAnswer(arn, table, size);
        indexes.addLocal(body);
        indexes.addGlobal(body, moment);
        table.stream().ifPresent(stream -> addStream(body, stream, arn));
        addEncryption(body, table, moment);
        table.tableClass().ifPresent(its -> body.object("TableClassSummary", tableClass(its)));
        addDemand(body, table.throughput(), moment, Moment.TABLE);
        return body.bool("DeletionProtectionEnabled", table.deletionProtection());
    }

    /// Milliseconds are all that DynamoDB shows of a time.
    private static double seconds(long micros) {
        return Math.floorDiv(micros, 1000) / 1000.0;
    }

    /// The structure ProvisionedThroughputDescription.
    static ReplyBody provisioned(Throughput throughput, Moment moment) {
        ReplyBody body = new ReplyBody();
        Throughput.Changes changes = throughput.changes();
        if (changes.increasedMicros() > 0) {
            body.number("LastIncreaseDateTime", seconds(changes.increasedMicros()));
        }
        if (changes.decreasedMicros() > 0) {
            body.number("LastDecreaseDateTime", seconds(changes.decreasedMicros()));
        }
        return body.number("NumberOfDecreasesToday", changes.decreasesOnDayOf(moment.nowMicros()))
                .number("ReadCapacityUnits", throughput.provisioned().reads())
                .number("WriteCapacityUnits", throughput.provisioned().writes());
    }

    /// Adds OnDemandThroughput and WarmThroughput, of the table or of an index. A table that is
    /// being created shows what it is ready for only if it was given (observed).
    ///
    /// @param subject name of the index, or [Moment#TABLE]
    static void addDemand(ReplyBody body, Throughput throughput, Moment moment, String subject) {
        OnDemandMaximum maximum = throughput.maximum();
        if (!maximum.isNone()) {
            ReplyBody most = new ReplyBody();
            maximum.reads().ifPresent(units -> most.number("MaxReadRequestUnits", units));
            maximum.writes().ifPresent(units -> most.number("MaxWriteRequestUnits", units));
            body.object("OnDemandThroughput", most);
        }
        boolean warming = moment.warming().contains(subject);
        if (warming || !moment.isCreating()) {
            body.object(
                    "WarmThroughput",
                    new ReplyBody()
                            .number("ReadUnitsPerSecond", throughput.warm().reads())
                            .number("WriteUnitsPerSecond", throughput.warm().writes())
                            .text("Status", warming ? "UPDATING" : "ACTIVE"));
        }
    }

    /// Only of a table that is or was paid by request. The time comes once the table is there.
    private static void addBilling(ReplyBody body, Billing billing, Moment moment) {
        if (billing.byRequestSinceMicros() == 0) {
            return;
        }
        String mode = billing.paidByRequest() ? "PAY_PER_REQUEST" : "PROVISIONED";
        ReplyBody summary = new ReplyBody().text("BillingMode", mode);
        ReplyBody alias = new ReplyBody().text("TableThroughputMode", mode);
        if (billing.byRequestSinceMicros() < moment.nowMicros()) {
            double since = seconds(billing.byRequestSinceMicros());
            summary.number("LastUpdateToPayPerRequestDateTime", since);
            alias.number("LastUpdateToPayPerRequestDateTime", since);
        }
        body.object("BillingModeSummary", summary).object("TableThroughputModeSummary", alias);
    }

    private static void addStream(ReplyBody body, StreamSetting stream, String arn) {
        stream.viewType()
                .ifPresent(
                        type ->
                                body.object(
                                        "StreamSpecification",
                                        new ReplyBody()
                                                .bool("StreamEnabled", true)
                                                .text("StreamViewType", type)));
        body.text("LatestStreamLabel", stream.label());
        body.text("LatestStreamArn", stream.arn(arn));
    }

    private static void addEncryption(ReplyBody body, TableSettings table, Moment moment) {
        if (table.encryptionKey().isEmpty() && !moment.encrypting()) {
            return;
        }
        ReplyBody encryption =
                new ReplyBody()
                        .text("Status", moment.encrypting() ? "UPDATING" : "ENABLED")
                        .text("SSEType", "KMS");
        table.encryptionKey().ifPresent(key -> encryption.text("KMSMasterKeyArn", key));
        body.object("SSEDescription", encryption);
    }

    private static ReplyBody tableClass(TableClass its) {
        ReplyBody body = new ReplyBody().text("TableClass", its.name());
        if (its.changedMicros() > 0) {
            body.number("LastUpdateDateTime", seconds(its.changedMicros()));
        }
        return body;
    }

    /// By name, of the table's keys and those of its indexes (observed).
    private static List<byte[]> definitions(TableSettings table) {
        SortedMap<String, KeySchema.Type> types = new TreeMap<>();
        Stream.concat(
                        attributes(table.keys()).stream(),
                        table.indexes().all().stream()
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
