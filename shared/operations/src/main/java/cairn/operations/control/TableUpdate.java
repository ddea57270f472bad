package cairn.operations.control;

import static cairn.operations.control.TableMembers.DELETION_PROTECTION_ENABLED;
import static cairn.operations.control.TableMembers.ON_DEMAND_THROUGHPUT;
import static cairn.operations.control.TableMembers.SSE_SPECIFICATION;
import static cairn.operations.control.TableMembers.STREAM_ENABLED;
import static cairn.operations.control.TableMembers.STREAM_SPECIFICATION;
import static cairn.operations.control.TableMembers.STREAM_VIEW_TYPE;
import static cairn.operations.control.TableMembers.TABLE_CLASS;
import static cairn.operations.control.TableMembers.WARM_THROUGHPUT;

import cairn.operations.describe.Moment;
import cairn.operations.settings.GlobalIndex;
import cairn.operations.settings.Indexes;
import cairn.operations.settings.OnDemandMaximum;
import cairn.operations.settings.Rates;
import cairn.operations.settings.StreamSetting;
import cairn.operations.settings.TableClass;
import cairn.operations.settings.TableSettings;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The changes that one UpdateTable request asks for. Immutable.
///
/// @param input whose combination of members was checked
/// @param paidByRequest the billing mode, if one is given
record TableUpdate(
        Input input,
        Optional<Boolean> paidByRequest,
        GivenThroughput throughput,
        Optional<Encryption> encryption,
        IndexUpdates indexes) {

    /// @throws Failure a change can't be, whatever the table is
    static TableUpdate of(Input input) {
        input.get(STREAM_SPECIFICATION).ifPresent(TableUpdate::checkStream);
        return new TableUpdate(
                input,
                TableMembers.isPaidByRequest(input),
                GivenThroughput.ofTable(input),
                input.get(SSE_SPECIFICATION).map(Encryption::of),
                IndexUpdates.of(input));
    }

    private static void checkStream(Input stream) {
        boolean on = stream.isTrue(STREAM_ENABLED);
        if (on && !stream.has(STREAM_VIEW_TYPE)) {
            throw Failure.validation(TableMessage.STREAM_VIEW_MISSING);
        }
        if (!on && stream.has(STREAM_VIEW_TYPE)) {
            throw Failure.validation(TableMessage.STREAM_VIEW_GIVEN);
        }
    }

    /// The table with these changes.
    ///
    /// @throws Failure one can't be made of this table; then none is
    TableSettings apply(TableSettings before, ChangeSite site) {
        throughput.mustBeInQuota(site.region());
        return before.with(
                draft -> {
                    changeBilling(before, draft, site);
                    input.get(TABLE_CLASS).ifPresent(its -> changeClass(before, draft, its, site));
                    if (input.has(DELETION_PROTECTION_ENABLED)) {
                        draft.deletionProtection = input.isTrue(DELETION_PROTECTION_ENABLED);
                    }
                    encryption.ifPresent(its -> changeEncryption(before, draft, its, site));
                    input.get(STREAM_SPECIFICATION)
                            .ifPresent(its -> changeStream(before, draft, its, site));
                    changeDemand(before, draft);
                    draft.indexes = indexes.apply(before, draft, site);
                });
    }

    private void changeBilling(TableSettings before, TableSettings.Draft draft, ChangeSite site) {
        Optional<Rates> rates = throughput.rates();
        if (paidByRequest.isEmpty() && rates.isEmpty()) {
            return;
        }
        boolean byRequest = paidByRequest.orElse(before.billing().paidByRequest());
        if (byRequest && rates.isPresent()) {
            throw Failure.validation(TableMessage.UNITS_OF_ON_DEMAND);
        }
        boolean same = byRequest == before.billing().paidByRequest();
        if (same && byRequest) {
            return;
        }
        refuseWhileIndex(before, TableMessage.UNITS_WHILE_INDEX, site);
        if (rates.isPresent()) {
            Rates wanted = rates.get();
            if (same && wanted.equals(before.throughput().provisioned())) {
                throw Failure.validation(
                        TableMessage.UNITS_UNCHANGED, "table", wanted.reads(), wanted.writes());
            }
            if (!same) {
                indexes.mustHaveUnits(before.indexes());
            }
            draft.billing = before.billing().provisioned();
            draft.throughput = before.throughput().provisioned(wanted, site.nowMicros());
        } else {
            draft.billing = before.billing().byRequest(site.nowMicros());
            draft.throughput = before.throughput().onDemand();
            draft.indexes =
                    before.indexes()
                            .with(
                                    index ->
                                            index.with(
                                                    index.throughput().onDemand(site.nowMicros())));
        }
    }

    private static void changeClass(
            TableSettings before, TableSettings.Draft draft, String wanted, ChangeSite site) {
        String present = before.tableClass().map(TableClass::name).orElse(TableClass.STANDARD);
        if (!present.equals(wanted)) {
            draft.tableClass = Optional.of(new TableClass(wanted, site.nowMicros()));
        }
    }

    private static void changeEncryption(
            TableSettings before, TableSettings.Draft draft, Encryption wanted, ChangeSite site) {
        Optional<String> key = wanted.keyArn(site.configuration());
        if (key.isEmpty() && before.encryptionKey().isEmpty()) {
            throw Failure.validation(TableMessage.NOT_ENCRYPTED_BY_KEY);
        }
        if (wanted.isByArn() && key.equals(before.encryptionKey())) {
            throw Failure.validation(TableMessage.SAME_ENCRYPTION_KEY);
        }
        draft.encryptionKey = key;
    }

    private static void changeStream(
            TableSettings before, TableSettings.Draft draft, Input wanted, ChangeSite site) {
        Optional<StreamSetting> present = before.stream().filter(StreamSetting::isOn);
        boolean on = wanted.isTrue(STREAM_ENABLED);
        if (on && present.isPresent()) {
            throw Failure.validation(TableMessage.STREAM_ALREADY, site.table());
        }
        if (!on && present.isEmpty()) {
            throw Failure.validation(TableMessage.STREAM_NOT_THERE, site.table());
        }
        refuseWhileIndex(before, TableMessage.STREAM_WHILE_INDEX, site);
        draft.stream =
                on
                        ? Optional.of(
                                StreamSetting.on(wanted.must(STREAM_VIEW_TYPE), site.nowMicros()))
                        : present.map(StreamSetting::off);
    }

    /// Changes what is served on demand and what the table is ready for.
    private void changeDemand(TableSettings before, TableSettings.Draft draft) {
        if (input.asks(ON_DEMAND_THROUGHPUT)) {
            OnDemandMaximum present = draft.throughput.maximum();
            OnDemandMaximum wanted = throughput.maximum(present, draft.billing.paidByRequest());
            for (GlobalIndex index : inTransit(before)) {
                boolean made = index.state() == GlobalIndex.State.ALLOCATING;
                throw Failure.of(
                        Failure.Type.RESOURCE_IN_USE,
                        TableMessage.MAXIMUM_WHILE_INDEX,
                        made ? "creation" : "deletion",
                        index.name());
            }
            draft.throughput = draft.throughput.with(wanted);
        }
        if (input.asks(WARM_THROUGHPUT)) {
            draft.throughput =
                    draft.throughput.warmed(throughput.warmer(before.throughput().warm()));
        }
    }

    private static List<GlobalIndex> inTransit(TableSettings before) {
        return before.indexes().global().stream().filter(GlobalIndex::isInTransit).toList();
    }

    private static void refuseWhileIndex(
            TableSettings before, TableMessage message, ChangeSite site) {
        for (GlobalIndex index : inTransit(before)) {
            boolean made = index.state() == GlobalIndex.State.ALLOCATING;
            throw Failure.of(
                    Failure.Type.RESOURCE_IN_USE,
                    message,
                    made ? "created" : "deleted",
                    site.table(),
                    index.name());
        }
    }

    /// The settings as the answer shows them: those that DynamoDB takes its time to change as they
    /// were.
    TableSettings shown(TableSettings before, TableSettings after) {
        return after.with(
                draft -> {
                    draft.throughput =
                            before.throughput()
                                    .shownAs(after.throughput())
                                    .with(throughput.echoed(after.throughput().maximum()));
                    draft.tableClass = before.tableClass();
                    draft.encryptionKey = before.encryptionKey();
                    draft.indexes = after.indexes().with(index -> shown(index, before.indexes()));
                });
    }

    private static GlobalIndex shown(GlobalIndex after, Indexes before) {
        return before.global(after.name())
                .map(old -> after.with(old.throughput().shownAs(after.throughput())))
                .orElse(after);
    }

    /// What the answer says is happening to the table.
    Moment moment(TableSettings before, TableSettings after, ChangeSite site) {
        boolean table =
                paidByRequest.isPresent()
                        || throughput.rates().isPresent()
                        || input.has(TABLE_CLASS)
                        || input.has(STREAM_SPECIFICATION)
                        || indexes.makesOrEnds();
        Set<String> updating = new HashSet<>();
        Set<String> warming = new HashSet<>();
        if (!before.throughput().warm().equals(after.throughput().warm())) {
            warming.add(Moment.TABLE);
        }
        for (GlobalIndex index : after.indexes().global()) {
            Optional<GlobalIndex> old = before.indexes().global(index.name());
            if (old.isEmpty()) {
                continue;
            }
            if (!old.get().throughput().provisioned().equals(index.throughput().provisioned())
                    || !old.get().throughput().maximum().equals(index.throughput().maximum())) {
                updating.add(index.name());
            }
            if (!old.get().throughput().warm().equals(index.throughput().warm())) {
                warming.add(index.name());
            }
        }
        boolean encrypting = !before.encryptionKey().equals(after.encryptionKey());
        return Moment.updating(site.nowMicros(), table, updating, warming, encrypting);
    }
}
