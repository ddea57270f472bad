package cairn.operations.settings;

import java.util.OptionalLong;

/// The most request units a second that are served on demand (OnDemandThroughput). Immutable.
///
/// @param reads, writes absent: as many as are requested
public record OnDemandMaximum(OptionalLong reads, OptionalLong writes) {
    public static final OnDemandMaximum NONE =
            new OnDemandMaximum(OptionalLong.empty(), OptionalLong.empty());

    public boolean isNone() {
        return reads.isEmpty() && writes.isEmpty();
    }
}
