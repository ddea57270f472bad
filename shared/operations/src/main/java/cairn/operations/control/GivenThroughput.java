package cairn.operations.control;

import static cairn.operations.control.IndexMembers.GLOBAL_SECONDARY_INDEXES;
import static cairn.operations.control.IndexMembers.INDEX_NAME;
import static cairn.operations.control.TableMembers.MAX_READ_REQUEST_UNITS;
import static cairn.operations.control.TableMembers.MAX_WRITE_REQUEST_UNITS;
import static cairn.operations.control.TableMembers.ON_DEMAND_THROUGHPUT;
import static cairn.operations.control.TableMembers.PROVISIONED_THROUGHPUT;
import static cairn.operations.control.TableMembers.READ_CAPACITY_UNITS;
import static cairn.operations.control.TableMembers.READ_UNITS_PER_SECOND;
import static cairn.operations.control.TableMembers.WARM_THROUGHPUT;
import static cairn.operations.control.TableMembers.WRITE_CAPACITY_UNITS;
import static cairn.operations.control.TableMembers.WRITE_UNITS_PER_SECOND;

import cairn.operations.settings.OnDemandMaximum;
import cairn.operations.settings.Rates;
import cairn.operations.settings.Throughput;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a request says of the throughput of a table or of a global index: ProvisionedThroughput,
/// OnDemandThroughput and WarmThroughput.
///
/// @param input the request, or its part on the index
/// @param index name of the index; absent for the table
record GivenThroughput(Input input, Optional<String> index) {
    /// Default quotas of DynamoDB for a table or an index, a second.
    static final long UNITS_MAX = 40_000;

    private static final long UNITS_BOUND = 1_000_000_000_000L;
    private static final String READ_QUOTA = "TableMaxReadCapacityUnits";
    private static final String WRITE_QUOTA = "TableMaxWriteCapacityUnits";
    private static final long NO_MAXIMUM = -1;

    static GivenThroughput ofTable(Input request) {
        return new GivenThroughput(request, Optional.empty());
    }

    static GivenThroughput ofIndex(Input part, String name) {
        return new GivenThroughput(part, Optional.of(name));
    }

    /// The provisioned rates, if they are given.
    Optional<Rates> rates() {
        return input.get(PROVISIONED_THROUGHPUT)
                .map(
                        units ->
                                new Rates(
                                        units.must(READ_CAPACITY_UNITS),
                                        units.must(WRITE_CAPACITY_UNITS)));
    }

    /// The throughput of a new table or index. That it has rates if it needs them was checked.
    ///
    /// @throws Failure it can't have this maximum, or is ready for more from the start
    Throughput fresh(boolean paidByRequest) {
        Throughput fresh =
                paidByRequest
                        ? Throughput.ON_DEMAND
                        : Throughput.provisioned(rates().orElse(Rates.NONE));
        return fresh.with(freshMaximum(paidByRequest)).warmed(freshWarm(paidByRequest, fresh));
    }

    private OnDemandMaximum freshMaximum(boolean paidByRequest) {
        Optional<Input> given = input.get(ON_DEMAND_THROUGHPUT);
        if (given.isEmpty()) {
            return OnDemandMaximum.NONE;
        }
        if (!paidByRequest) {
            refuseMaximum(given.get(), TableMessage.MAXIMUM_OF_NEW_PROVISIONED, " for index: ");
        }
        return new OnDemandMaximum(
                freshMaximum(given.get(), MAX_READ_REQUEST_UNITS),
                freshMaximum(given.get(), MAX_WRITE_REQUEST_UNITS));
    }

    private OptionalLong freshMaximum(Input given, Member<Long> member) {
        Optional<Long> units = given.get(member);
        if (units.isEmpty()) {
            return OptionalLong.empty();
        }
        mustBePositive(units.get(), member);
        return OptionalLong.of(units.get());
    }

    private void mustBePositive(long units, Member<Long> member) {
        if (units < 1) {
            throw Failure.validation(
                    TableMessage.MAXIMUM_OUT_OF_RANGE, member.name(), subject("index : "));
        }
    }

    /// Names the first member that is present.
    private void refuseMaximum(Input given, TableMessage message, String before) {
        for (Member<Long> member : List.of(MAX_READ_REQUEST_UNITS, MAX_WRITE_REQUEST_UNITS)) {
            if (given.has(member)) {
                throw Failure.validation(
                        message, member.name(), index.map(before::concat).orElse(""));
            }
        }
    }

    /// The maximum as a change of the present one; -1 removes it.
    ///
    /// @throws Failure it can't be
    OnDemandMaximum maximum(OnDemandMaximum present, boolean paidByRequest) {
        Optional<Input> given = input.get(ON_DEMAND_THROUGHPUT);
        if (given.isEmpty()) {
            return present;
        }
        if (!paidByRequest) {
            refuseMaximum(given.get(), TableMessage.MAXIMUM_OF_PROVISIONED, " for index : ");
        }
        return new OnDemandMaximum(
                maximum(given.get(), MAX_READ_REQUEST_UNITS, present.reads()),
                maximum(given.get(), MAX_WRITE_REQUEST_UNITS, present.writes()));
    }

    private OptionalLong maximum(Input given, Member<Long> member, OptionalLong present) {
        Optional<Long> units = given.get(member);
        if (units.isEmpty()) {
            return present;
        }
        if (units.get() == NO_MAXIMUM) {
            return OptionalLong.empty();
        }
        mustBePositive(units.get(), member);
        return OptionalLong.of(units.get());
    }

    /// The maximum as the answer shows it: with -1 where it was removed.
    OnDemandMaximum echoed(OnDemandMaximum after) {
        return new OnDemandMaximum(
                echoed(MAX_READ_REQUEST_UNITS, after.reads()),
                echoed(MAX_WRITE_REQUEST_UNITS, after.writes()));
    }

    private OptionalLong echoed(Member<Long> member, OptionalLong after) {
        boolean removed =
                input.get(ON_DEMAND_THROUGHPUT)
                        .flatMap(given -> given.get(member))
                        .filter(units -> units == NO_MAXIMUM)
                        .isPresent();
        return removed ? OptionalLong.of(NO_MAXIMUM) : after;
    }

    private Rates freshWarm(boolean paidByRequest, Throughput fresh) {
        Rates least = fresh.warm();
        Rates given = warm(least);
        if (given.reads() < least.reads()) {
            throw tooCold(paidByRequest, READ_UNITS_PER_SECOND, READ_CAPACITY_UNITS);
        }
        if (given.writes() < least.writes()) {
            throw tooCold(paidByRequest, WRITE_UNITS_PER_SECOND, WRITE_CAPACITY_UNITS);
        }
        return given;
    }

    private Failure tooCold(boolean paidByRequest, Member<Long> member, Member<Long> units) {
        String subject = subject("index ");
        return paidByRequest
                ? Failure.validation(TableMessage.WARM_BELOW_START, member.name(), subject)
                : Failure.validation(
                        TableMessage.WARM_BELOW_PROVISIONED, member.name(), subject, units.name());
    }

    /// What it is to be ready for, as a change of what it is ready for now.
    ///
    /// @throws Failure that would be less
    Rates warmer(Rates present) {
        Rates given = warm(present);
        if (given.isBelow(present)) {
            Member<Long> member =
                    given.reads() < present.reads()
                            ? READ_UNITS_PER_SECOND
                            : WRITE_UNITS_PER_SECOND;
            throw Failure.validation(
                    TableMessage.WARM_BELOW_PRESENT, member.name(), subject("index "));
        }
        return given;
    }

    private Rates warm(Rates otherwise) {
        Optional<Input> given = input.get(WARM_THROUGHPUT);
        return new Rates(
                given.flatMap(its -> its.get(READ_UNITS_PER_SECOND)).orElse(otherwise.reads()),
                given.flatMap(its -> its.get(WRITE_UNITS_PER_SECOND)).orElse(otherwise.writes()));
    }

    /// The table or the index, as messages name it.
    ///
    /// @param before the index's name
    private String subject(String before) {
        return index.map(before::concat).orElse("table");
    }

    /// Checks a request for a new table against the quotas.
    ///
    /// @throws Failure LimitExceededException
    static void checkQuotas(Input request, String region) {
        ofTable(request).mustBeInQuota(region);
        for (Input index : request.get(GLOBAL_SECONDARY_INDEXES).orElse(List.of())) {
            ofIndex(index, index.must(INDEX_NAME)).mustBeInQuota(region);
        }
    }

    /// Checks the given values against the quotas of a table.
    ///
    /// @throws Failure LimitExceededException
    void mustBeInQuota(String region) {
        Optional<Rates> rates = rates();
        if (rates.isPresent()) {
            mustBeInBounds(rates.get().reads(), READ_CAPACITY_UNITS);
            mustBeInBounds(rates.get().writes(), WRITE_CAPACITY_UNITS);
            mustBeInQuota(rates.get().reads(), READ_CAPACITY_UNITS, region);
            mustBeInQuota(rates.get().writes(), WRITE_CAPACITY_UNITS, region);
        }
        String demand = subject("index : ");
        quota(ON_DEMAND_THROUGHPUT, MAX_READ_REQUEST_UNITS, READ_QUOTA)
                .ifPresent(
                        quota -> exceeded(TableMessage.MAXIMUM_ABOVE_QUOTA, demand, quota, region));
        quota(ON_DEMAND_THROUGHPUT, MAX_WRITE_REQUEST_UNITS, WRITE_QUOTA)
                .ifPresent(
                        quota -> exceeded(TableMessage.MAXIMUM_ABOVE_QUOTA, demand, quota, region));
        String warm = subject("index ");
        quota(WARM_THROUGHPUT, READ_UNITS_PER_SECOND, READ_QUOTA)
                .ifPresent(quota -> exceeded(TableMessage.WARM_ABOVE_QUOTA, warm, quota, region));
        quota(WARM_THROUGHPUT, WRITE_UNITS_PER_SECOND, WRITE_QUOTA)
                .ifPresent(quota -> exceeded(TableMessage.WARM_ABOVE_QUOTA, warm, quota, region));
    }

    /// @throws Failure they are more than any table can have
    static void mustBeInBounds(long units, Member<Long> member) {
        if (units > UNITS_BOUND) {
            throw Failure.validation(TableMessage.UNITS_OUT_OF_BOUNDS, units, member.name());
        }
    }

    private void mustBeInQuota(long units, Member<Long> member, String region) {
        if (units <= UNITS_MAX) {
            return;
        }
        throw index.isEmpty()
                ? Failure.of(
                        Failure.Type.LIMIT_EXCEEDED,
                        TableMessage.UNITS_ABOVE_QUOTA,
                        member.name(),
                        units,
                        region,
                        UNITS_MAX)
                : Failure.of(
                        Failure.Type.LIMIT_EXCEEDED,
                        TableMessage.INDEX_UNITS_ABOVE_QUOTA,
                        member.name(),
                        index.get(),
                        units,
                        region,
                        UNITS_MAX);
    }

    /// A member that is above its quota, and the quota's name.
    private record Exceeded(String member, String quota) {}

    private Optional<Exceeded> quota(Member<Input> in, Member<Long> member, String name) {
        return input.get(in)
                .flatMap(given -> given.get(member))
                .filter(units -> units > UNITS_MAX)
                .map(units -> new Exceeded(member.name(), name));
    }

    private static void exceeded(
            TableMessage message, String subject, Exceeded quota, String region) {
        throw Failure.of(
                Failure.Type.LIMIT_EXCEEDED,
                message,
                quota.member(),
                subject,
                quota.quota(),
                region);
    }
}
