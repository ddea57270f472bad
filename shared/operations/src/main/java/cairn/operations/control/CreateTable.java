package cairn.operations.control;

import cairn.item.KeySchema;
import cairn.operations.request.Action;
import cairn.operations.request.Operation;
import cairn.operations.request.RequestExpressions;
import cairn.operations.request.TableAccess;
import cairn.operations.request.TableSettings;
import cairn.operations.wire.Constraints;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;
import cairn.operations.wire.TableNames;
import cairn.storage.environment.Environment;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;
import cairn.storage.partition.Partition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// CreateTable. The table can be used as soon as this is answered; the answer says CREATING, as
/// DynamoDB's does.
public final class CreateTable implements Operation {
    private static final String P = "One or more parameter values were invalid: ";
    private static final long UNITS_MAX = 1_000_000_000_000L;

    @Override
    public Shape shape() {
        return Shapes.struct(
                "CreateTableInput",
                "TableName",
                Shapes.TEXT,
                "AttributeDefinitions",
                new Shape.ListOf(texts("AttributeDefinition", "AttributeName", "AttributeType")),
                "KeySchema",
                new Shape.ListOf(texts("KeySchemaElement", "AttributeName", "KeyType")),
                "BillingMode",
                Shapes.TEXT,
                "ProvisionedThroughput",
                units("ProvisionedThroughput", "ReadCapacityUnits", "WriteCapacityUnits"),
                "OnDemandThroughput",
                units("OnDemandThroughput", "MaxReadRequestUnits", "MaxWriteRequestUnits"),
                "StreamSpecification",
                Shapes.struct(
                        "StreamSpecification",
                        "StreamEnabled",
                        Shapes.BOOL,
                        "StreamViewType",
                        Shapes.TEXT),
                "SSESpecification",
                Shapes.struct(
                        "SSESpecification",
                        "Enabled",
                        Shapes.BOOL,
                        "SSEType",
                        Shapes.TEXT,
                        "KMSMasterKeyId",
                        Shapes.TEXT),
                "Tags",
                new Shape.ListOf(Shapes.ANY),
                "TableClass",
                Shapes.TEXT,
                "DeletionProtectionEnabled",
                Shapes.BOOL,
                "LocalSecondaryIndexes",
                new Shape.ListOf(Shapes.ANY),
                "GlobalSecondaryIndexes",
                new Shape.ListOf(Shapes.ANY));
    }

    private static Shape texts(String structure, String first, String second) {
        return Shapes.struct(structure, first, Shapes.TEXT, second, Shapes.TEXT);
    }

    private static Shape units(String structure, String read, String write) {
        return Shapes.struct(structure, read, Shapes.LONG, write, Shapes.LONG);
    }

    @Override
    public Action check(Input input) {
        if (!input.has("TableName")) {
            throw Failure.validation(
                    "The parameter 'TableName' is required but was not present in the request");
        }
        constrain(input);
        boolean paidByRequest = input.text("BillingMode").orElse("").equals("PAY_PER_REQUEST");
        Optional<Input> throughput = input.structure("ProvisionedThroughput");
        checkThroughput(paidByRequest, throughput);
        TableKeys.checkNames(input);
        refuseUnsupported(input);
        KeySchema keys = TableKeys.of(input);
        String name = TableNames.of(input.text("TableName").orElseThrow());
        return (tables, waiting) -> {
            if (waiting == Waiting.NOT_ALLOWED) {
                throw new WouldWait();
            }
            TableSettings description =
                    new TableSettings(
                            keys,
                            id(tables.environment()),
                            tables.environment().wallMicros(),
                            paidByRequest,
                            throughput.flatMap(t -> t.whole("ReadCapacityUnits")).orElse(0L),
                            throughput.flatMap(t -> t.whole("WriteCapacityUnits")).orElse(0L),
                            input.bool("DeletionProtectionEnabled"),
                            input.text("TableClass"),
                            Map.of());
            return CompletableFuture.completedFuture(create(tables, name, description));
        };
    }

    private static Reply create(TableAccess tables, String name, TableSettings description) {
        boolean created =
                tables.tables().create(name, description.encode(), tables.place().partitions());
        if (!created) {
            throw Failure.of(Failure.Type.RESOURCE_IN_USE, "Table already exists: " + name);
        }
        ReplyBody table =
                TableAnswer.of(
                        name,
                        description,
                        TableAnswer.CREATING,
                        new Partition.Estimate(0, 0),
                        tables.place());
        return new Reply(200, new ReplyBody().object("TableDescription", table).finish());
    }

    private static String id(Environment environment) {
        long high = environment.randomBits() & ~0xf000L | 0x4000L;
        long low = environment.randomBits() & ~(3L << 62) | 2L << 62;
        return new UUID(high, low).toString();
    }

    /// In the order in which DynamoDB tells problems (observed).
    private static void constrain(Input input) {
        Constraints constraints =
                new Constraints()
                        .wholeTableName(input, "TableName")
                        .check()
                        .oneOf(input, "BillingMode", "PROVISIONED", "PAY_PER_REQUEST");
        input.structure("ProvisionedThroughput")
                .ifPresent(
                        throughput ->
                                constraints
                                        .within("provisionedThroughput")
                                        .required(throughput, "WriteCapacityUnits")
                                        .atLeast(throughput, "WriteCapacityUnits", 1)
                                        .required(throughput, "ReadCapacityUnits")
                                        .atLeast(throughput, "ReadCapacityUnits", 1));
        TableKeys.constrain(constraints, input);
        input.structure("StreamSpecification")
                .ifPresent(
                        stream ->
                                constraints
                                        .within("streamSpecification")
                                        .required(stream, "StreamEnabled")
                                        .oneOf(
                                                stream,
                                                "StreamViewType",
                                                "NEW_AND_OLD_IMAGES",
                                                "KEYS_ONLY",
                                                "NEW_IMAGE",
                                                "OLD_IMAGE"));
        constraints.oneOf(input, "TableClass", "STANDARD", "STANDARD_INFREQUENT_ACCESS").check();
    }

    private static void refuseUnsupported(Input input) {
        for (String index : List.of("LocalSecondaryIndexes", "GlobalSecondaryIndexes")) {
            if (input.list(index).filter(list -> list.values().isEmpty()).isPresent()) {
                throw Failure.validation(P + "List of " + index + " is empty");
            }
        }
        RequestExpressions.refuse(
                input,
                "LocalSecondaryIndexes",
                "GlobalSecondaryIndexes",
                "VectorIndexes",
                "ResourcePolicy",
                "WarmThroughput",
                "GlobalTableSourceArn",
                "GlobalTableSettingsReplicationMode");
        if (input.list("Tags").filter(list -> !list.values().isEmpty()).isPresent()) {
            throw Failure.unsupported("the parameter Tags");
        }
        if (input.structure("OnDemandThroughput").filter(CreateTable::saysSomething).isPresent()) {
            throw Failure.unsupported("the parameter OnDemandThroughput");
        }
        Optional<Input> stream = input.structure("StreamSpecification");
        if (stream.isPresent() && stream.get().bool("StreamEnabled")) {
            throw Failure.unsupported("streams");
        }
        if (stream.isPresent() && stream.get().has("StreamViewType")) {
            throw Failure.validation(
                    P
                            + "Table is being created with a stream disabled, UpdateViewType should"
                            + " not be specified");
        }
        Optional<Input> encryption = input.structure("SSESpecification");
        if (encryption.isPresent()
                && (encryption.get().bool("Enabled")
                        || encryption.get().has("SSEType")
                        || encryption.get().has("KMSMasterKeyId"))) {
            throw Failure.unsupported("the parameter SSESpecification");
        }
    }

    private static boolean saysSomething(Input structure) {
        return structure.fields().keySet().stream().anyMatch(structure::has);
    }

    private static void checkThroughput(boolean paidByRequest, Optional<Input> throughput) {
        if (paidByRequest && throughput.isPresent()) {
            throw Failure.validation(
                    P
                            + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified"
                            + " when BillingMode is PAY_PER_REQUEST");
        }
        if (!paidByRequest && throughput.isEmpty()) {
            throw Failure.validation(
                    P
                            + "ReadCapacityUnits and WriteCapacityUnits must both be specified when"
                            + " BillingMode is PROVISIONED");
        }
        for (String units : List.of("ReadCapacityUnits", "WriteCapacityUnits")) {
            long value = throughput.flatMap(t -> t.whole(units)).orElse(1L);
            if (value > UNITS_MAX) {
                throw Failure.validation(
                        "Given value %d for %s is out of bounds".formatted(value, units));
            }
        }
    }
}
