package cairn.operations.read;

import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;
import cairn.storage.partition.Consistency;
import cairn.storage.partition.Partition;
import cairn.storage.partition.ViewReader;

import java.util.function.Function;

/// Reads one partition, waiting or not.
final class Reading {
    private Reading() {}

    /// @throws WouldWait it needs the store and waiting is not allowed
    static <R> R of(
            Partition partition,
            boolean consistent,
            Waiting waiting,
            Function<ViewReader, R> reading) {
        Consistency consistency = consistent ? Consistency.STRONG : Consistency.EVENTUAL;
        return switch (waiting) {
            case ALLOWED -> partition.reading(consistency, reading);
            case NOT_ALLOWED ->
                    partition.readingNow(consistency, reading).orElseThrow(WouldWait::new);
        };
    }
}
