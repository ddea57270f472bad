package cairn.operations.control;

import static cairn.operations.control.IndexMembers.GLOBAL_SECONDARY_INDEXES;
import static cairn.operations.control.IndexMembers.INDEX_NAME;
import static cairn.operations.control.IndexMembers.LOCAL_SECONDARY_INDEXES;
import static cairn.operations.control.TableMembers.ATTRIBUTE_DEFINITIONS;
import static cairn.operations.control.TableMembers.BILLING_MODE;
import static cairn.operations.control.TableMembers.DELETION_PROTECTION_ENABLED;
import static cairn.operations.control.TableMembers.PROVISIONED_THROUGHPUT;
import static cairn.operations.control.TableMembers.READ_CAPACITY_UNITS;
import static cairn.operations.control.TableMembers.SSE_SPECIFICATION;
import static cairn.operations.control.TableMembers.STREAM_SPECIFICATION;
import static cairn.operations.control.TableMembers.TABLE_CLASS;
import static cairn.operations.control.TableMembers.WARM_THROUGHPUT;
import static cairn.operations.control.TableMembers.WRITE_CAPACITY_UNITS;
import static cairn.operations.request.RequestMembers.WHOLE_TABLE_NAME;

import cairn.item.KeySchema;
import cairn.operations.describe.Moment;
import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.Operation;
import cairn.operations.settings.Billing;
import cairn.operations.settings.Indexes;
import cairn.operations.settings.Rates;
import cairn.operations.settings.StreamSetting;
import cairn.operations.settings.TableClass;
import cairn.operations.settings.Throughput;
import cairn.operations.tags.TagMembers;
import cairn.operations.tags.Tags;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Members;
import cairn.operations.wire.TableNames;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// CreateTable. It has its own order of checks (docs/dynamodb.md#table-life).
public final class CreateTable implements Operation {
    private static final Members MEMBERS =
            Members.of("CreateTableInput", WHOLE_TABLE_NAME.requiredParameter())
                    .then(
                            BILLING_MODE,
                            TableMembers.TABLE_THROUGHPUT_MODE,
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
                            WARM_THROUGHPUT,
                            Members.text("GlobalTableSourceArn").later(),
                            TableMembers.GLOBAL_TABLE_SETTINGS_REPLICATION_MODE,
                            TagMembers.TAGS,
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
        boolean paidByRequest = TableMembers.isPaidByRequest(input).orElse(false);
        GivenThroughput throughput = GivenThroughput.ofTable(input);
        checkUnits(paidByRequest, throughput.rates());
        AttributeDefinitions definitions =
                AttributeDefinitions.of(input.must(ATTRIBUTE_DEFINITIONS));
        KeySchema keys = TableKeys.of(input, definitions);
        Indexes indexes = NewIndexes.of(input, keys, definitions, paidByRequest);
        Throughput fresh = throughput.fresh(paidByRequest);
        MEMBERS.refuseLater(input);
        Optional<String> streamViewType = streamViewType(input);
        Encryption encryption =
                input.get(SSE_SPECIFICATION).map(Encryption::of).orElse(Encryption.NONE);
        SortedMap<String, String> tags = Tags.of(input.get(TagMembers.TAGS).orElse(List.of()));
        return new NewTable(
                TableNames.of(input.must(WHOLE_TABLE_NAME)),
                keys,
                warming(input),
                (draft, site) -> {
                    GivenThroughput.checkQuotas(input, site.region());
                    draft.indexes = indexes;
                    draft.billing =
                            paidByRequest
                                    ? Billing.PROVISIONED.byRequest(site.nowMicros())
                                    : Billing.PROVISIONED;
                    draft.throughput = fresh;
                    draft.deletionProtection = input.isTrue(DELETION_PROTECTION_ENABLED);
                    draft.tableClass = input.get(TABLE_CLASS).map(its -> new TableClass(its, 0));
                    draft.stream =
                            streamViewType.map(its -> StreamSetting.on(its, site.nowMicros()));
                    draft.encryptionKey = encryption.keyArn(site.configuration());
                    draft.tags = tags;
                });
    }

    /// The parts of the table for which the request says what they are to be ready for.
    private static Set<String> warming(Input input) {
        Set<String> warming = new HashSet<>();
        if (input.asks(WARM_THROUGHPUT)) {
            warming.add(Moment.TABLE);
        }
        for (Input index : input.get(GLOBAL_SECONDARY_INDEXES).orElse(List.of())) {
            if (index.asks(WARM_THROUGHPUT)) {
                warming.add(index.must(INDEX_NAME));
            }
        }
        return warming;
    }

    private static Optional<String> streamViewType(Input input) {
        Optional<Input> stream = input.get(STREAM_SPECIFICATION);
        boolean on = stream.isPresent() && stream.get().isTrue(TableMembers.STREAM_ENABLED);
        Optional<String> type = stream.flatMap(its -> its.get(TableMembers.STREAM_VIEW_TYPE));
        if (on && type.isEmpty()) {
            throw Failure.validation(TableMessage.STREAM_WITHOUT_VIEW);
        }
        if (!on && type.isPresent()) {
            throw Failure.validation(TableMessage.VIEW_WITHOUT_STREAM);
        }
        return type;
    }

    private static void checkUnits(boolean paidByRequest, Optional<Rates> rates) {
        if (paidByRequest && rates.isPresent()) {
            throw Failure.validation(TableMessage.UNITS_OF_ON_DEMAND);
        }
        if (!paidByRequest && rates.isEmpty()) {
            throw Failure.validation(TableMessage.UNITS_MISSING);
        }
        rates.ifPresent(
                its -> {
                    GivenThroughput.mustBeInBounds(its.reads(), READ_CAPACITY_UNITS);
                    GivenThroughput.mustBeInBounds(its.writes(), WRITE_CAPACITY_UNITS);
                });
    }
}
