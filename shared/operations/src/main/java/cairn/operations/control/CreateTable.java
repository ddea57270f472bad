package cairn.operations.control;

import cairn.item.KeySchema;
import cairn.item.json.Json;
import cairn.operations.request.Action;
import cairn.operations.request.Operation;
import cairn.operations.request.RequestExpressions;
import cairn.operations.request.TableAccess;
import cairn.operations.request.TableDescription;
import cairn.operations.wire.Constraints;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;
import cairn.operations.wire.TableNames;
import cairn.storage.environment.Environment;
import cairn.storage.partition.Partition;
import cairn.storage.segment.Waiting;
import cairn.storage.segment.WouldWait;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// CreateTable. The table can be used as soon as this is answered; the answer says CREATING, as
/// DynamoDB's does.
public final class CreateTable implements Operation {
    @Override
    public Shape shape() {
        Shape throughput =
                Shapes.struct(
                        "ProvisionedThroughput",
                        "ReadCapacityUnits",
                        Shapes.LONG,
                        "WriteCapacityUnits",
                        Shapes.LONG);
        return Shapes.struct(
                "CreateTableInput",
                "TableName",
                Shapes.TEXT,
                "AttributeDefinitions",
                new Shape.ListOf(
                        Shapes.struct(
                                "AttributeDefinition",
                                "AttributeName",
                                Shapes.TEXT,
                                "AttributeType",
                                Shapes.TEXT)),
                "KeySchema",
                new Shape.ListOf(
                        Shapes.struct(
                                "KeySchemaElement",
                                "AttributeName",
                                Shapes.TEXT,
                                "KeyType",
                                Shapes.TEXT)),
                "BillingMode",
                Shapes.TEXT,
                "ProvisionedThroughput",
                throughput,
                "StreamSpecification",
                Shapes.struct("StreamSpecification", "StreamEnabled", Shapes.BOOL),
                "SSESpecification",
                Shapes.struct("SSESpecification", "Enabled", Shapes.BOOL),
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

    @Override
    public Action check(Input input) {
        if (!input.has("TableName")) {
            throw Failure.validation(
                    "The parameter 'TableName' is required but was not present in the request");
        }
        constrain(input);
        refuseUnsupported(input);
        KeySchema keys = TableKeys.of(input);
        boolean paidByRequest = input.text("BillingMode").orElse("").equals("PAY_PER_REQUEST");
        Optional<Input> throughput = input.structure("ProvisionedThroughput");
        checkThroughput(input, paidByRequest, throughput);
        String name = TableNames.of(input.text("TableName").orElseThrow());
        return (tables, waiting) -> {
            if (waiting == Waiting.NOT_ALLOWED) {
                throw new WouldWait();
            }
            TableDescription description =
                    new TableDescription(
                            keys,
                            id(tables.environment()),
                            tables.environment().wallMicros(),
                            paidByRequest,
                            throughput.flatMap(t -> t.whole("ReadCapacityUnits")).orElse(0L),
                            throughput.flatMap(t -> t.whole("WriteCapacityUnits")).orElse(0L),
                            input.bool("DeletionProtectionEnabled"),
                            input.text("TableClass"));
            return CompletableFuture.completedFuture(create(tables, name, description));
        };
    }

    private static Reply create(TableAccess tables, String name, TableDescription description) {
        boolean created =
                tables.tables().create(name, description.encode(), tables.place().partitions());
        if (!created) {
            throw Failure.of(Failure.Type.RESOURCE_IN_USE, "Table already exists: " + name);
        }
        ReplyBody table =
                Description.of(
                        name,
                        description,
                        "CREATING",
                        new Partition.Estimate(0, 0),
                        tables.place());
        return new Reply(200, new ReplyBody().object("TableDescription", table).finish());
    }

    private static String id(Environment environment) {
        long high = environment.randomBits() & ~0xf000L | 0x4000L;
        long low = environment.randomBits() & ~(3L << 62) | 2L << 62;
        return new UUID(high, low).toString();
    }

    private static void constrain(Input input) {
        Constraints constraints = new Constraints();
        constraints
                .tableName(input, "TableName")
                .oneOf(input, "BillingMode", "PROVISIONED", "PAY_PER_REQUEST")
                .oneOf(input, "TableClass", "STANDARD", "STANDARD_INFREQUENT_ACCESS");
        elements(input, "AttributeDefinitions")
                .forEach(
                        definition ->
                                constraints
                                        .required(definition, "AttributeName")
                                        .required(definition, "AttributeType")
                                        .oneOf(definition, "AttributeType", "B", "N", "S"));
        elements(input, "KeySchema")
                .forEach(
                        element ->
                                constraints
                                        .required(element, "AttributeName")
                                        .required(element, "KeyType")
                                        .oneOf(element, "KeyType", "HASH", "RANGE"));
        input.structure("ProvisionedThroughput")
                .ifPresent(
                        throughput ->
                                constraints
                                        .required(throughput, "ReadCapacityUnits")
                                        .required(throughput, "WriteCapacityUnits")
                                        .atLeast(throughput, "ReadCapacityUnits", 1)
                                        .atLeast(throughput, "WriteCapacityUnits", 1));
        constraints.check();
    }

    static List<Input> elements(Input input, String member) {
        return input.list(member)
                .map(list -> list.values().stream().map(e -> new Input((Json.Obj) e)).toList())
                .orElse(List.of());
    }

    private static void refuseUnsupported(Input input) {
        RequestExpressions.refuse(
                input,
                "LocalSecondaryIndexes",
                "GlobalSecondaryIndexes",
                "VectorIndexes",
                "Tags",
                "ResourcePolicy",
                "WarmThroughput",
                "OnDemandThroughput",
                "GlobalTableSourceArn",
                "GlobalTableSettingsReplicationMode");
        if (input.structure("StreamSpecification")
                .map(s -> s.bool("StreamEnabled"))
                .orElse(false)) {
            throw Failure.unsupported("streams");
        }
        if (input.structure("SSESpecification").map(s -> s.bool("Enabled")).orElse(false)) {
            throw Failure.unsupported("the parameter SSESpecification");
        }
    }

    private static void checkThroughput(
            Input input, boolean paidByRequest, Optional<Input> throughput) {
        String p = "One or more parameter values were invalid: ";
        if (paidByRequest && throughput.isPresent()) {
            throw Failure.validation(
                    p
                            + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified"
                            + " when BillingMode is PAY_PER_REQUEST");
        }
        if (!paidByRequest && throughput.isEmpty()) {
            throw Failure.validation(
                    p
                            + "ReadCapacityUnits and WriteCapacityUnits must both be specified when"
                            + " BillingMode is PROVISIONED");
        }
        if (input.has("ProvisionedThroughput")) {
            for (String units : List.of("ReadCapacityUnits", "WriteCapacityUnits")) {
                long value = throughput.flatMap(t -> t.whole(units)).orElse(1L);
                if (value > 1_000_000_000_000L) {
                    throw Failure.validation(
                            "Given value %d for %s is out of bounds".formatted(value, units));
                }
            }
        }
    }
}
