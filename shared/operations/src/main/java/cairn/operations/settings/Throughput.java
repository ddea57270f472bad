package cairn.operations.settings;

import java.util.concurrent.TimeUnit;

/// The throughput of a table or of a global index. Immutable.
///
/// @param provisioned zero if it is paid by request
/// @param warm what is served at once (WarmThroughput); it never falls
public record Throughput(Rates provisioned, OnDemandMaximum maximum, Rates warm, Changes changes) {
    /// What a table on demand serves from its first second, as on DynamoDB.
    public static final Rates ON_DEMAND_START = new Rates(12_000, 4_000);

    /// Of a new table or index that is paid by request.
    public static final Throughput ON_DEMAND =
            new Throughput(Rates.NONE, OnDemandMaximum.NONE, ON_DEMAND_START, Changes.NONE);

    private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);

    /// When the provisioned rates changed.
    ///
    /// @param increasedMicros, decreasedMicros the last time, microseconds since 1970; 0 for never
    /// @param decreases on the UTC day of the last decrease
    public record Changes(long increasedMicros, long decreasedMicros, long decreases) {
        public static final Changes NONE = new Changes(0, 0, 0);

        /// Decreases on the UTC day of this time.
        public long decreasesOnDayOf(long nowMicros) {
            return day(decreasedMicros) == day(nowMicros) ? decreases : 0;
        }

        private static long day(long micros) {
            return Math.floorDiv(micros, MICROS_PER_DAY);
        }

        private Changes increased(long nowMicros) {
            return new Changes(nowMicros, decreasedMicros, decreases);
        }

        private Changes decreased(long nowMicros) {
            return new Changes(increasedMicros, nowMicros, decreasesOnDayOf(nowMicros) + 1);
        }
    }

    /// Of a new table or index with these rates.
    public static Throughput provisioned(Rates rates) {
        return new Throughput(rates, OnDemandMaximum.NONE, rates, Changes.NONE);
    }

    /// Changed to these provisioned rates. A change down in one rate is a decrease.
    public Throughput provisioned(Rates rates, long nowMicros) {
        Changes after = changes;
        if (rates.isBelow(provisioned)) {
            after = changes.decreased(nowMicros);
        } else if (provisioned.isBelow(rates)) {
            after = changes.increased(nowMicros);
        }
        return new Throughput(rates, OnDemandMaximum.NONE, warm.max(rates), after);
    }

    /// Changed to be paid by request.
    public Throughput onDemand() {
        return new Throughput(Rates.NONE, maximum, warm.max(ON_DEMAND_START), changes);
    }

    /// The same of a global index; that counts as a decrease (observed).
    public Throughput onDemand(long nowMicros) {
        Throughput after = onDemand();
        return new Throughput(
                after.provisioned, after.maximum, after.warm, changes.decreased(nowMicros));
    }

    /// As an answer shows this while it changes to another: with the times and the maximum of that.
    public Throughput shownAs(Throughput after) {
        Changes times =
                new Changes(
                        after.changes.increasedMicros,
                        after.changes.decreasedMicros,
                        changes.decreasesOnDayOf(after.changes.decreasedMicros));
        return new Throughput(provisioned, after.maximum, warm, times);
    }

    public Throughput with(OnDemandMaximum newMaximum) {
        return new Throughput(provisioned, newMaximum, warm, changes);
    }

    /// Ready for these rates.
    public Throughput warmed(Rates rates) {
        return new Throughput(provisioned, maximum, rates, changes);
    }
}
