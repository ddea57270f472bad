package cairn.operations.settings;

import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.ReplyBody;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The form of a table's or a global index's throughput: fields of the object that it belongs to.
final class ThroughputForm {
    private static final Member<Long> READ_UNITS = Members.longInteger("readUnits");
    private static final Member<Long> WRITE_UNITS = Members.longInteger("writeUnits");
    private static final Member<Long> MAX_READ_UNITS = Members.longInteger("maxReadUnits");
    private static final Member<Long> MAX_WRITE_UNITS = Members.longInteger("maxWriteUnits");
    private static final Member<Long> WARM_READ_UNITS = Members.longInteger("warmReadUnits");
    private static final Member<Long> WARM_WRITE_UNITS = Members.longInteger("warmWriteUnits");
    private static final Member<Long> INCREASED = Members.longInteger("increasedMicros");
    private static final Member<Long> DECREASED = Members.longInteger("decreasedMicros");
    private static final Member<Long> DECREASES = Members.longInteger("decreases");

    static final List<Member<Long>> MEMBERS =
            List.of(
                    READ_UNITS,
                    WRITE_UNITS,
                    MAX_READ_UNITS,
                    MAX_WRITE_UNITS,
                    WARM_READ_UNITS,
                    WARM_WRITE_UNITS,
                    INCREASED,
                    DECREASED,
                    DECREASES);

    private ThroughputForm() {}

    static void encode(Throughput throughput, ReplyBody body) {
        body.number(READ_UNITS.name(), throughput.provisioned().reads());
        body.number(WRITE_UNITS.name(), throughput.provisioned().writes());
        throughput.maximum().reads().ifPresent(units -> body.number(MAX_READ_UNITS.name(), units));
        throughput
                .maximum()
                .writes()
                .ifPresent(units -> body.number(MAX_WRITE_UNITS.name(), units));
        body.number(WARM_READ_UNITS.name(), throughput.warm().reads());
        body.number(WARM_WRITE_UNITS.name(), throughput.warm().writes());
        Throughput.Changes changes = throughput.changes();
        if (!changes.equals(Throughput.Changes.NONE)) {
            body.number(INCREASED.name(), changes.increasedMicros());
            body.number(DECREASED.name(), changes.decreasedMicros());
            body.number(DECREASES.name(), changes.decreases());
        }
    }

    static Throughput decode(Input input) {
        Rates provisioned = new Rates(number(input, READ_UNITS), number(input, WRITE_UNITS));
        Rates usual = provisioned.equals(Rates.NONE) ? Throughput.ON_DEMAND_START : provisioned;
        Rates warm =
                new Rates(
                        input.get(WARM_READ_UNITS).orElse(usual.reads()),
                        input.get(WARM_WRITE_UNITS).orElse(usual.writes()));
        return new Throughput(
                provisioned,
                new OnDemandMaximum(
                        optional(input.get(MAX_READ_UNITS)), optional(input.get(MAX_WRITE_UNITS))),
                warm,
                new Throughput.Changes(
                        number(input, INCREASED),
                        number(input, DECREASED),
                        number(input, DECREASES)));
    }

    private static long number(Input input, Member<Long> member) {
        return input.get(member).orElse(0L);
    }

    private static OptionalLong optional(Optional<Long> number) {
        return number.map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}
