package cairn.operations.control;

import static cairn.operations.control.IndexMembers.GLOBAL_SECONDARY_INDEX_UPDATES;
import static cairn.operations.control.TableMembers.ATTRIBUTE_DEFINITIONS;
import static cairn.operations.control.TableMembers.DELETION_PROTECTION_ENABLED;
import static cairn.operations.request.RequestMembers.WHOLE_TABLE_NAME;

import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.Operation;
import cairn.operations.request.TableAccess;
import cairn.operations.settings.TableSettings;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.Shape;
import cairn.operations.wire.TableNames;
import cairn.storage.table.Table;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// UpdateTable for deletion protection. Everything else is refused before anything is written. When
/// this is answered, the change holds in every process.
public final class UpdateTable implements Operation {
    /// Of the members that Cairn does not know yet, DynamoDB names the first present one in this
    /// order.
    private static final Members MEMBERS =
            Members.of("UpdateTableInput", WHOLE_TABLE_NAME.requiredParameter())
                    .then(
                            TableMembers.BILLING_MODE,
                            TableMembers.TABLE_CLASS,
                            DELETION_PROTECTION_ENABLED)
                    .then(
                            TableMembers.SSE_SPECIFICATION.later(),
                            TableMembers.TABLE_CLASS.later(),
                            TableMembers.PROVISIONED_THROUGHPUT.later(),
                            TableMembers.BILLING_MODE.later(),
                            TableMembers.STREAM_SPECIFICATION.later(),
                            GLOBAL_SECONDARY_INDEX_UPDATES,
                            ReplicaMembers.REPLICA_UPDATES,
                            Members.word("MultiRegionConsistency", "EVENTUAL", "STRONG").later(),
                            ReplicaMembers.GLOBAL_TABLE_WITNESS_UPDATES,
                            TableMembers.GLOBAL_TABLE_SETTINGS_REPLICATION_MODE,
                            TableMembers.ON_DEMAND_THROUGHPUT,
                            TableMembers.WARM_THROUGHPUT,
                            IndexMembers.VECTOR_INDEX_UPDATES,
                            Members.bool("DisassociationProtectionEnabled").later());

    /// Attribute definitions alone ask for nothing.
    private static final Declaration DECLARATION =
            Declaration.of(
                            "UpdateTable",
                            AccessLevel.ADMIN,
                            MEMBERS.then(ATTRIBUTE_DEFINITIONS.later()))
                    .on(Demands.table(WHOLE_TABLE_NAME))
                    .waiting()
                    .refusingLater();

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        Optional<Member<?>> later =
                MEMBERS.all().stream()
                        .filter(member -> member.isLater() && isThere(input, member))
                        .findFirst();
        if (!input.has(DELETION_PROTECTION_ENABLED)) {
            throw later.map(
                            member ->
                                    Failure.unsupported(
                                            "the parameter " + member.name() + " of UpdateTable"))
                    .orElseGet(() -> Failure.validation(TableMessage.NOTHING_TO_UPDATE));
        }
        if (later.isPresent()) {
            throw mixed(later.get().name());
        }
        // A list of updates was refused above, so this one is empty; alone it would be nothing.
        if (input.has(GLOBAL_SECONDARY_INDEX_UPDATES)) {
            throw Failure.validation(
                    TableMessage.INDEXES_EMPTY, GLOBAL_SECONDARY_INDEX_UPDATES.name());
        }
        String name = TableNames.of(input.must(WHOLE_TABLE_NAME));
        boolean on = input.isTrue(DELETION_PROTECTION_ENABLED);
        return (tables, waiting) -> CompletableFuture.completedFuture(protect(tables, name, on));
    }

    /// An empty list counts as absent, an empty structure does not.
    private static boolean isThere(Input input, Member<?> member) {
        return input.has(member) && (member.shape() instanceof Shape.Struct || input.asks(member));
    }

    /// DynamoDB names the first of these that is present (observed).
    private static Failure mixed(String other) {
        String alone =
                switch (other) {
                    case "SSESpecification" -> "Server-Side Encryption";
                    case "TableClass" -> "TableClass";
                    default -> "DeletionProtection";
                };
        return Failure.validation(TableMessage.UPDATE_MIXED, alone);
    }

    private static Reply protect(TableAccess tables, String name, boolean on) {
        boolean found =
                tables.tables()
                        .changeDescriptor(
                                name,
                                text ->
                                        TableSettings.decode(text)
                                                .with(draft -> draft.deletionProtection = on)
                                                .encode());
        if (!found) {
            throw Failure.tableNotFound(name);
        }
        Table table = tables.tables().find(name).orElseThrow(() -> Failure.tableNotFound(name));
        ReplyBody described = DescribeTable.describe(tables, tables.opened(table));
        return new Reply(200, new ReplyBody().object("TableDescription", described).finish());
    }
}
