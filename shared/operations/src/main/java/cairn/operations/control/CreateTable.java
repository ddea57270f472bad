package cairn.operations.control;

import static cairn.operations.control.IndexMembers.GLOBAL_SECONDARY_INDEXES;
import static cairn.operations.control.IndexMembers.LOCAL_SECONDARY_INDEXES;
import static cairn.operations.control.TableMembers.ATTRIBUTE_DEFINITIONS;
import static cairn.operations.control.TableMembers.BILLING_MODE;
import static cairn.operations.control.TableMembers.DELETION_PROTECTION_ENABLED;
import static cairn.operations.control.TableMembers.PROVISIONED_THROUGHPUT;
import static cairn.operations.control.TableMembers.READ_CAPACITY_UNITS;
import static cairn.operations.control.TableMembers.SSE_SPECIFICATION;
import static cairn.operations.control.TableMembers.STREAM_SPECIFICATION;
import static cairn.operations.control.TableMembers.TABLE_CLASS;
import static cairn.operations.control.TableMembers.WRITE_CAPACITY_UNITS;
import static cairn.operations.request.RequestMembers.WHOLE_TABLE_NAME;

import cairn.item.KeySchema;
import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.Operation;
import cairn.operations.settings.Billing;
import cairn.operations.settings.Indexes;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.TableNames;

import java.util.List;
import java.util.Optional;

/// CreateTable. It has its own order of checks (docs/dynamodb.md#table-life).
public final class CreateTable implements Operation {
    private static final long UNITS_MAX = 1_000_000_000_000L;

    private static final Members TAG =
            Members.of("Tag", Members.text("Key").required(), Members.text("Value").required());

    private static final Members MEMBERS =
            Members.of("CreateTableInput", WHOLE_TABLE_NAME.requiredParameter())
                    .then(
                            BILLING_MODE,
                            PROVISIONED_THROUGHPUT,
                            TableMembers.KEY_SCHEMA,
                            ATTRIBUTE_DEFINITIONS.required(),
                            STREAM_SPECIFICATION,
                            TABLE_CLASS,
                            DELETION_PROTECTION_ENABLED,
                            SSE_SPECIFICATION,
                            LOCAL_SECONDARY_INDEXES,
                            GLOBAL_SECONDARY_INDEXES,
                            IndexMembers.VECTOR_INDEXES,
                            Members.text("ResourcePolicy").later(),
                            TableMembers.WARM_THROUGHPUT,
                            Members.text("GlobalTableSourceArn").later(),
                            TableMembers.GLOBAL_TABLE_SETTINGS_REPLICATION_MODE,
                            Members.structures("Tags", TAG).later(),
                            TableMembers.ON_DEMAND_THROUGHPUT);
    private static final Declaration DECLARATION =
            Declaration.of("CreateTable", AccessLevel.ADMIN, MEMBERS)
                    .on(Demands.table(WHOLE_TABLE_NAME))
                    .waiting()
                    .refusingLater();

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        boolean paidByRequest = input.get(BILLING_MODE).orElse("").equals("PAY_PER_REQUEST");
        Optional<Input> throughput = input.get(PROVISIONED_THROUGHPUT);
        checkThroughput(paidByRequest, throughput);
        Billing billing =
                throughput
                        .map(
                                units ->
                                        Billing.provisioned(
                                                units.must(READ_CAPACITY_UNITS),
                                                units.must(WRITE_CAPACITY_UNITS)))
                        .orElse(Billing.ON_DEMAND);
        AttributeDefinitions definitions =
                AttributeDefinitions.of(input.must(ATTRIBUTE_DEFINITIONS));
        KeySchema keys = TableKeys.of(input, definitions);
        Indexes indexes = NewIndexes.of(input, keys, definitions, paidByRequest);
        refuseUnsupported(input);
        return new NewTable(
                TableNames.of(input.must(WHOLE_TABLE_NAME)),
                keys,
                indexes,
                billing,
                input.isTrue(DELETION_PROTECTION_ENABLED),
                input.get(TABLE_CLASS));
    }

    private static void refuseUnsupported(Input input) {
        MEMBERS.refuseLater(input);
        Optional<Input> stream = input.get(STREAM_SPECIFICATION);
        if (stream.isPresent() && stream.get().isTrue(TableMembers.STREAM_ENABLED)) {
            throw Failure.unsupported("streams");
        }
        if (stream.isPresent() && stream.get().has(TableMembers.STREAM_VIEW_TYPE)) {
            throw Failure.validation(TableMessage.VIEW_WITHOUT_STREAM);
        }
        Optional<Input> encryption = input.get(SSE_SPECIFICATION);
        if (encryption.isPresent()
                && (encryption.get().isTrue(TableMembers.ENABLED)
                        || encryption.get().has(TableMembers.SSE_TYPE)
                        || encryption.get().has(TableMembers.KMS_MASTER_KEY_ID))) {
            throw Failure.unsupported("the parameter " + SSE_SPECIFICATION.name());
        }
    }

    private static void checkThroughput(boolean paidByRequest, Optional<Input> throughput) {
        if (paidByRequest && throughput.isPresent()) {
            throw Failure.validation(TableMessage.UNITS_OF_ON_DEMAND);
        }
        if (!paidByRequest && throughput.isEmpty()) {
            throw Failure.validation(TableMessage.UNITS_MISSING);
        }
        for (Member<Long> units : List.of(READ_CAPACITY_UNITS, WRITE_CAPACITY_UNITS)) {
            long value = throughput.map(given -> given.must(units)).orElse(1L);
            if (value > UNITS_MAX) {
                throw Failure.validation(TableMessage.UNITS_OUT_OF_BOUNDS, value, units.name());
            }
        }
    }
}
