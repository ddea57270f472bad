package cairn.operations.control;

import static cairn.operations.control.IndexMembers.GLOBAL_SECONDARY_INDEX_UPDATES;
import static cairn.operations.control.TableMembers.ATTRIBUTE_DEFINITIONS;
import static cairn.operations.control.TableMembers.BILLING_MODE;
import static cairn.operations.control.TableMembers.DELETION_PROTECTION_ENABLED;
import static cairn.operations.control.TableMembers.ON_DEMAND_THROUGHPUT;
import static cairn.operations.control.TableMembers.PROVISIONED_THROUGHPUT;
import static cairn.operations.control.TableMembers.SSE_SPECIFICATION;
import static cairn.operations.control.TableMembers.STREAM_SPECIFICATION;
import static cairn.operations.control.TableMembers.TABLE_CLASS;
import static cairn.operations.control.TableMembers.TABLE_THROUGHPUT_MODE;
import static cairn.operations.control.TableMembers.WARM_THROUGHPUT;
import static cairn.operations.request.RequestMembers.WHOLE_TABLE_NAME;

import cairn.operations.describe.DescribeTable;
import cairn.operations.describe.Moment;
import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.OpenTable;
import cairn.operations.request.Operation;
import cairn.operations.request.TableAccess;
import cairn.operations.settings.TableSettings;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.TableNames;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// UpdateTable. When it is answered, the change holds in every process; only the making and the end
/// of an index go on. The answer nevertheless says what DynamoDB's does: that a change is under
/// way.
public final class UpdateTable implements Operation {
    /// Members that change a table by themselves, in the order in which DynamoDB looks at them.
    private static final List<Member<?>> CHANGES =
            List.of(
                    SSE_SPECIFICATION,
                    TABLE_CLASS,
                    DELETION_PROTECTION_ENABLED,
                    WARM_THROUGHPUT,
                    ON_DEMAND_THROUGHPUT,
                    STREAM_SPECIFICATION,
                    PROVISIONED_THROUGHPUT,
                    BILLING_MODE,
                    TABLE_THROUGHPUT_MODE,
                    GLOBAL_SECONDARY_INDEX_UPDATES);

    private static final Member<String> MULTI_REGION_CONSISTENCY =
            Members.word("MultiRegionConsistency", "EVENTUAL", "STRONG");

    private static final Members MEMBERS =
            Members.of("UpdateTableInput", WHOLE_TABLE_NAME.requiredParameter())
                    .then(
                            ATTRIBUTE_DEFINITIONS,
                            BILLING_MODE,
                            TABLE_THROUGHPUT_MODE,
                            PROVISIONED_THROUGHPUT,
                            GLOBAL_SECONDARY_INDEX_UPDATES,
                            STREAM_SPECIFICATION,
                            SSE_SPECIFICATION,
                            TABLE_CLASS,
                            DELETION_PROTECTION_ENABLED,
                            ON_DEMAND_THROUGHPUT,
                            WARM_THROUGHPUT,
                            ReplicaMembers.REPLICA_UPDATES,
                            MULTI_REGION_CONSISTENCY,
                            ReplicaMembers.GLOBAL_TABLE_WITNESS_UPDATES,
                            TableMembers.GLOBAL_TABLE_SETTINGS_REPLICATION_MODE,
                            IndexMembers.VECTOR_INDEX_UPDATES,
                            Members.bool("DisassociationProtectionEnabled").later())
                    .then(MULTI_REGION_CONSISTENCY.later());

    private static final Declaration DECLARATION =
            Declaration.of("UpdateTable", AccessLevel.ADMIN, MEMBERS)
                    .on(Demands.table(WHOLE_TABLE_NAME))
                    .waiting()
                    .refusingLater();

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        MEMBERS.refuseLater(input);
        List<Member<?>> changes =
                CHANGES.stream().filter(member -> isThere(input, member)).toList();
        if (changes.isEmpty()) {
            throw Failure.validation(TableMessage.NOTHING_TO_UPDATE);
        }
        Combinations.check(input, changes);
        TableUpdate update = TableUpdate.of(input);
        String name = TableNames.of(input.must(WHOLE_TABLE_NAME));
        return (tables, waiting) -> CompletableFuture.completedFuture(run(tables, name, update));
    }

    /// Whether a member asks for a change: an empty SSESpecification does, an empty list or an
    /// empty throughput does not.
    private static boolean isThere(Input input, Member<?> member) {
        return member == SSE_SPECIFICATION ? input.has(member) : input.asks(member);
    }

    private static Reply run(TableAccess tables, String name, TableUpdate update) {
        ChangeSite site = ChangeSite.of(tables, name);
        TableAccess.Changed changed =
                tables.change(name, settings -> update.apply(settings, site))
                        .orElseThrow(() -> Failure.tableNotFound(name));
        OpenTable table = changed.table();
        table.propagation().live();
        TableSettings shown = update.shown(changed.before(), table.settings());
        Moment moment = update.moment(changed.before(), table.settings(), site);
        ReplyBody described = DescribeTable.describe(tables, table, shown, moment);
        return new Reply(200, new ReplyBody().object("TableDescription", described).finish());
    }
}
