package cairn.operations.control;

import static cairn.operations.control.IndexMembers.CREATE;
import static cairn.operations.control.IndexMembers.DELETE;
import static cairn.operations.control.IndexMembers.GLOBAL_SECONDARY_INDEX_UPDATES;
import static cairn.operations.control.IndexMembers.INDEX_NAME;
import static cairn.operations.control.IndexMembers.UPDATE;
import static cairn.operations.control.TableMembers.ATTRIBUTE_DEFINITIONS;
import static cairn.operations.control.TableMembers.ON_DEMAND_THROUGHPUT;
import static cairn.operations.control.TableMembers.WARM_THROUGHPUT;

import cairn.item.KeySchema;
import cairn.item.index.SecondaryIndex;
import cairn.operations.settings.GlobalIndex;
import cairn.operations.settings.Indexes;
import cairn.operations.settings.Rates;
import cairn.operations.settings.TableSettings;
import cairn.operations.settings.Throughput;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// GlobalSecondaryIndexUpdates of an UpdateTable request (docs/dynamodb.md#updatetable). Immutable.
///
/// @param definitions AttributeDefinitions of the request
/// @param created, updated parts of the request by the name of the index
/// @param deleted names
record IndexUpdates(
        Optional<AttributeDefinitions> definitions,
        Map<String, Input> created,
        Map<String, Input> updated,
        Set<String> deleted) {

    /// @throws Failure an update can't be, whatever the table is
    static IndexUpdates of(Input request) {
        Map<String, Input> created = new LinkedHashMap<>();
        Map<String, Input> updated = new LinkedHashMap<>();
        Set<String> deleted = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Input update : request.get(GLOBAL_SECONDARY_INDEX_UPDATES).orElse(List.of())) {
            Member<Input> action = action(update);
            Input part = update.must(action);
            String name = part.must(INDEX_NAME);
            if (!names.add(name)) {
                throw Failure.validation(TableMessage.INDEX_TWICE, name);
            }
            if (action == CREATE) {
                created.put(name, part);
            } else if (action == UPDATE) {
                checkWarm(part, name);
                updated.put(name, part);
            } else {
                deleted.add(name);
            }
        }
        if (created.size() + deleted.size() > 1) {
            throw oneAtATime();
        }
        Optional<AttributeDefinitions> definitions =
                created.isEmpty()
                        ? Optional.empty()
                        : request.get(ATTRIBUTE_DEFINITIONS).map(AttributeDefinitions::of);
        if (definitions.isEmpty() && !created.isEmpty()) {
            throw Failure.validation(
                    TableMessage.INDEX_DEFINITIONS_MISSING, created.keySet().iterator().next());
        }
        return new IndexUpdates(definitions, created, updated, deleted);
    }

    private static Member<Input> action(Input update) {
        List<Member<Input>> given = new ArrayList<>();
        for (Member<Input> action : List.of(UPDATE, CREATE, DELETE)) {
            if (update.has(action)) {
                given.add(action);
            }
        }
        if (given.size() != 1) {
            throw Failure.validation(
                    given.isEmpty()
                            ? TableMessage.INDEX_ACTION_MISSING
                            : TableMessage.INDEX_ACTIONS_TWO);
        }
        return given.getFirst();
    }

    private static void checkWarm(Input part, String name) {
        if (part.has(WARM_THROUGHPUT) && !part.asks(WARM_THROUGHPUT)) {
            throw Failure.validation(TableMessage.WARM_OF_INDEX_EMPTY, name);
        }
    }

    private static Failure oneAtATime() {
        return Failure.of(Failure.Type.LIMIT_EXCEEDED, TableMessage.ONE_INDEX_AT_A_TIME);
    }

    /// Whether an index is to be created or deleted.
    boolean makesOrEnds() {
        return !created.isEmpty() || !deleted.isEmpty();
    }

    /// A table that becomes provisioned needs units for each of its indexes.
    ///
    /// @throws Failure some are missing
    void mustHaveUnits(Indexes indexes) {
        List<String> without = new ArrayList<>();
        for (GlobalIndex index : indexes.global()) {
            Optional<Input> part = Optional.ofNullable(updated.get(index.name()));
            if (part.filter(its -> its.has(TableMembers.PROVISIONED_THROUGHPUT)).isEmpty()) {
                without.add(index.name());
            }
        }
        if (!without.isEmpty()) {
            throw Failure.validation(
                    TableMessage.UNITS_OF_INDEXES_MISSING, String.join(",", without));
        }
    }

    /// The indexes with these changes.
    ///
    /// @param draft of the table, with all its other changes
    /// @throws Failure one can't be made of this table
    Indexes apply(TableSettings before, TableSettings.Draft draft, ChangeSite site) {
        Indexes indexes = draft.indexes;
        for (Map.Entry<String, Input> update : updated.entrySet()) {
            GlobalIndex index = existing(indexes, update.getKey(), "update", site);
            GlobalIndex changed = changed(index, update.getValue(), before, draft, site);
            indexes = indexes.with(its -> its.name().equals(index.name()) ? changed : its);
        }
        for (String name : deleted) {
            GlobalIndex index = existing(indexes, name, "delete", site);
            mustBeDeletable(index, indexes, site);
            GlobalIndex ending = index.with(GlobalIndex.State.DELETING);
            indexes = indexes.with(its -> its.name().equals(name) ? ending : its);
        }
        for (Map.Entry<String, Input> creation : created.entrySet()) {
            indexes = with(indexes, creation.getValue(), before, draft, site);
        }
        return indexes;
    }

    private static GlobalIndex existing(
            Indexes indexes, String name, String action, ChangeSite site) {
        if (indexes.local(name).isPresent()) {
            throw Failure.validation(TableMessage.INDEX_NOT_GLOBAL, action, name);
        }
        return indexes.global(name)
                .orElseThrow(
                        () ->
                                Failure.of(
                                        Failure.Type.RESOURCE_NOT_FOUND,
                                        TableMessage.INDEX_NOT_FOUND,
                                        name,
                                        site.table()));
    }

    private static void mustBeDeletable(GlobalIndex index, Indexes indexes, ChangeSite site) {
        if (index.state() == GlobalIndex.State.ALLOCATING) {
            throw Failure.of(
                    Failure.Type.RESOURCE_IN_USE,
                    TableMessage.INDEX_ALLOCATING,
                    site.table(),
                    index.name());
        }
        mustNotBeInTransit(index, site);
        boolean other =
                indexes.global().stream()
                        .filter(its -> !its.name().equals(index.name()))
                        .anyMatch(its -> its.state() != GlobalIndex.State.ACTIVE);
        if (other) {
            throw oneAtATime();
        }
    }

    private static void mustNotBeInTransit(GlobalIndex index, ChangeSite site) {
        if (index.isInTransit()) {
            boolean made = index.state() == GlobalIndex.State.ALLOCATING;
            throw Failure.of(
                    Failure.Type.RESOURCE_IN_USE,
                    TableMessage.INDEX_BUSY,
                    made ? "created but is not backfilling yet" : "deleted",
                    site.table(),
                    index.name());
        }
    }

    private static GlobalIndex changed(
            GlobalIndex index,
            Input part,
            TableSettings before,
            TableSettings.Draft draft,
            ChangeSite site) {
        mustNotBeInTransit(index, site);
        GivenThroughput given = GivenThroughput.ofIndex(part, index.name());
        given.mustBeInQuota(site.region());
        boolean byRequest = draft.billing.paidByRequest();
        boolean demand = part.asks(ON_DEMAND_THROUGHPUT) || part.asks(WARM_THROUGHPUT);
        Optional<Rates> rates = given.rates();
        if (byRequest && (rates.isPresent() || !demand)) {
            throw Failure.validation(TableMessage.INDEX_UPDATE_OF_ON_DEMAND, index.name());
        }
        Throughput throughput = index.throughput();
        if (rates.isPresent()) {
            Rates wanted = rates.get();
            if (!before.billing().paidByRequest() && wanted.equals(throughput.provisioned())) {
                throw Failure.validation(
                        TableMessage.UNITS_UNCHANGED,
                        "index " + index.name(),
                        wanted.reads(),
                        wanted.writes());
            }
            throughput = throughput.provisioned(wanted, site.nowMicros());
        }
        if (part.asks(ON_DEMAND_THROUGHPUT)) {
            throughput = throughput.with(given.maximum(throughput.maximum(), byRequest));
        }
        if (part.asks(WARM_THROUGHPUT)) {
            throughput = throughput.warmed(given.warmer(throughput.warm()));
        }
        return index.with(throughput);
    }

    private Indexes with(
            Indexes indexes,
            Input part,
            TableSettings before,
            TableSettings.Draft draft,
            ChangeSite site) {
        String name = part.must(INDEX_NAME);
        Optional<GlobalIndex> present = indexes.global(name);
        present.filter(index -> index.state() == GlobalIndex.State.DELETING)
                .ifPresent(index -> mustNotBeInTransit(index, site));
        if (indexes.isAnyUnfinished()) {
            throw oneAtATime();
        }
        if (present.isPresent()) {
            throw Failure.validation(TableMessage.INDEX_EXISTS, name);
        }
        if (indexes.local(name).isPresent()) {
            throw Failure.validation(TableMessage.INDEX_NAME_TAKEN);
        }
        if (indexes.global().size() == NewIndexes.GLOBAL_MAX) {
            throw Failure.of(
                    Failure.Type.LIMIT_EXCEEDED, TableMessage.INDEX_LIMIT, NewIndexes.GLOBAL_MAX);
        }
        GivenThroughput.ofIndex(part, name).mustBeInQuota(site.region());
        AttributeDefinitions known = definitions.orElseThrow().with(defined(before));
        GlobalIndex created =
                NewGlobalIndex.online(before.keys(), known, draft.billing.paidByRequest()).of(part);
        Indexes all = indexes.and(created);
        NewIndexes.checkProjected(all);
        return all;
    }

    /// The attributes that keys of the table and its indexes have; a request need not repeat them.
    private static AttributeDefinitions defined(TableSettings table) {
        Map<String, KeySchema.Type> types = new LinkedHashMap<>();
        List<KeySchema.Attribute> attributes = new ArrayList<>(table.keys().hash());
        attributes.addAll(table.keys().range());
        for (SecondaryIndex index : table.indexes().inOrderOfChecks()) {
            attributes.addAll(index.keys().attributes());
        }
        attributes.forEach(attribute -> types.put(attribute.name(), attribute.type()));
        return new AttributeDefinitions(types);
    }
}
