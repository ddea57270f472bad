package cairn.operations.control;

import cairn.item.json.Json;
import cairn.operations.request.Action;
import cairn.operations.request.Operation;
import cairn.operations.request.TableAccess;
import cairn.operations.request.TableSettings;
import cairn.operations.wire.Constraints;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;
import cairn.storage.table.Table;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// UpdateTable, as far as it goes: deletion protection. All else is refused before anything is
/// written. The change holds when this is answered, for every process.
public final class UpdateTable implements Operation {
    private static final String P = "One or more parameter values were invalid: ";
    private static final String PROTECTION = "DeletionProtectionEnabled";

    /// The other members that ask for a change.
    private static final List<String> LATER =
            List.of(
                    "SSESpecification",
                    "TableClass",
                    "ProvisionedThroughput",
                    "BillingMode",
                    "StreamSpecification",
                    "GlobalSecondaryIndexUpdates",
                    "ReplicaUpdates",
                    "MultiRegionConsistency",
                    "GlobalTableWitnessUpdates",
                    "GlobalTableSettingsReplicationMode",
                    "OnDemandThroughput",
                    "WarmThroughput",
                    "VectorIndexUpdates",
                    "DisassociationProtectionEnabled");

    @Override
    public Shape shape() {
        return Shapes.struct(
                "UpdateTableInput",
                "TableName",
                Shapes.TEXT,
                "BillingMode",
                Shapes.TEXT,
                "TableClass",
                Shapes.TEXT,
                PROTECTION,
                Shapes.BOOL);
    }

    @Override
    public Action check(Input input) {
        String name = DescribeTable.name(input);
        new Constraints()
                .oneOf(input, "BillingMode", "PROVISIONED", "PAY_PER_REQUEST")
                .oneOf(input, "TableClass", "STANDARD", "STANDARD_INFREQUENT_ACCESS")
                .check();
        List<String> later = LATER.stream().filter(member -> asks(input, member)).toList();
        if (!input.has(PROTECTION)) {
            throw later.isEmpty()
                    ? nothingAsked()
                    : Failure.unsupported("the parameter " + later.getFirst() + " of UpdateTable");
        }
        if (!later.isEmpty()) {
            throw mixed(later.getFirst());
        }
        boolean on = input.bool(PROTECTION);
        return (tables, waiting) -> {
            if (waiting == Waiting.NOT_ALLOWED) {
                throw new WouldWait();
            }
            return CompletableFuture.completedFuture(protect(tables, name, on));
        };
    }

    /// An empty list asks for nothing.
    private static boolean asks(Input input, String member) {
        return input.has(member)
                && !(input.fields().get(member) instanceof Json.Arr list
                        && list.values().isEmpty());
    }

    private static Failure nothingAsked() {
        return Failure.validation(
                "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                    + " GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates,"
                    + " MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency,"
                    + " DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass"
                    + " is required");
    }

    /// DynamoDB names the first of these that is there (observed).
    private static Failure mixed(String other) {
        String alone =
                switch (other) {
                    case "SSESpecification" -> "Server-Side Encryption";
                    case "TableClass" -> "TableClass";
                    default -> "DeletionProtection";
                };
        return Failure.validation(
                P + alone + " modification must be the only operation in the request");
    }

    private static Reply protect(TableAccess tables, String name, boolean on) {
        boolean found =
                tables.tables()
                        .changeDescriptor(
                                name,
                                text ->
                                        TableSettings.decode(text)
                                                .withDeletionProtection(on)
                                                .encode());
        if (!found) {
            throw Failure.tableNotFound(name);
        }
        Table table = tables.tables().find(name).orElseThrow(() -> Failure.tableNotFound(name));
        ReplyBody described = DescribeTable.describe(tables, tables.opened(table));
        return new Reply(200, new ReplyBody().object("TableDescription", described).finish());
    }
}
