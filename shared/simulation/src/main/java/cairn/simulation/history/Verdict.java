package cairn.simulation.history;

import cairn.item.StorageKey;
import cairn.storage.format.PartitionName;
import cairn.storage.log.Commit;
import cairn.storage.port.ObjectStore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// Checks that the store after a history agrees with the answers in that history.
public final class Verdict {
    /// How far a commit's time may be ahead of the store's time when the commit takes effect
    /// (docs/protocol.md#bound_commit_time).
    private static final long AHEAD_MICROS_MAX = 5_000_000;

    private Verdict() {}

    /// Checks one partition.
    ///
    /// @param operations the operations on this partition
    /// @param landedMicros when each commit took effect, by its last sequence number
    /// @return the number of records in its log
    /// @throws Violation a check failed
    public static int of(
            ObjectStore objects,
            PartitionName name,
            IntFunction<StorageKey> keys,
            List<RecordedOperation> operations,
            Map<Long, Long> landedMicros) {
        PartitionLog log = PartitionLog.read(objects, name);
        commitTimes(log, landedMicros);
        Map<Long, RecordedOperation> makers = new WriteCheck(log, keys, operations).run();
        deletions(log, keys, operations, makers);
        new RealTimeCheck(log, keys, makers).run(operations);
        return log.records();
    }

    private static void commitTimes(PartitionLog log, Map<Long, Long> landedMicros) {
        for (Commit commit : log.commits()) {
            Long landed = landedMicros.get(commit.lastSequence());
            if (landed == null) {
                throw new Violation("a commit that was never stored: " + commit.id());
            }
            if (commit.timeMicros() > landed + AHEAD_MICROS_MAX) {
                throw new Violation(
                        "commit time %d s ahead of the store"
                                .formatted((commit.timeMicros() - landed) / 1_000_000));
            }
        }
    }

    /// A deletion in the log that no answer reported must belong to a caller that got no answer.
    private static void deletions(
            PartitionLog log,
            IntFunction<StorageKey> keys,
            List<RecordedOperation> operations,
            Map<Long, RecordedOperation> makers) {
        Map<StorageKey, Long> open = new HashMap<>();
        for (RecordedOperation operation : operations) {
            if (operation.kind() == RecordedOperation.Kind.DELETE
                    && operation.ending() instanceof Ending.Unknown) {
                open.merge(keys.apply(operation.key()), 1L, Long::sum);
            }
        }
        for (StorageKey key : log.keys()) {
            long unclaimed =
                    log.states(key).values().stream()
                            .filter(state -> state.sequence() > 0 && state.value().isEmpty())
                            .filter(state -> !makers.containsKey(state.sequence()))
                            .count();
            if (unclaimed > open.getOrDefault(key, 0L)) {
                throw new Violation("a deletion that nobody asked for, or one applied twice");
            }
        }
    }
}
