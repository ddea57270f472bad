package cairn.simulation.history;

import cairn.item.StorageKey;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/// Checks writes against the log of one partition. Each acknowledged write is in the log once and
/// as acknowledged. No failed write is in it. Every record is what its write makes of the state
/// before it.
final class WriteCheck {
    private final PartitionLog log;
    private final IntFunction<StorageKey> keys;
    private final Map<Integer, RecordedOperation> byId = new HashMap<>();

    WriteCheck(PartitionLog log, IntFunction<StorageKey> keys, List<RecordedOperation> operations) {
        this.log = log;
        this.keys = keys;
        operations.forEach(operation -> byId.put(operation.id(), operation));
    }

    /// Checks all writes. Returns which write made the record with each sequence number, except for
    /// unanswered deletions.
    Map<Long, RecordedOperation> run() {
        Map<Long, RecordedOperation> makers = new HashMap<>();
        for (StorageKey key : log.keys()) {
            makersOf(key, makers);
        }
        for (RecordedOperation operation : byId.values()) {
            answered(operation, makers);
        }
        return makers;
    }

    private void makersOf(StorageKey key, Map<Long, RecordedOperation> makers) {
        Set<Integer> seen = new HashSet<>();
        Optional<String> before = Optional.empty();
        for (PartitionLog.State state : log.states(key).values()) {
            if (state.value().isPresent()) {
                int id = Values.newest(state.value());
                RecordedOperation maker = byId.get(id);
                if (maker == null || !touches(maker, key)) {
                    throw new Violation("a record that nobody wrote: " + state);
                }
                if (!seen.add(id)) {
                    throw new Violation("applied twice: " + maker);
                }
                if (!state.value().equals(Optional.of(result(maker, before)))) {
                    throw new Violation(
                            "judged on another state than the one before it: %s by %s after %s"
                                    .formatted(state, maker, before));
                }
                if (maker.ending() instanceof Ending.NotDone
                        || maker.ending() instanceof Ending.Kept) {
                    throw new Violation("answered as not done, yet in the log: " + maker);
                }
                makers.put(state.sequence(), maker);
            }
            before = state.value();
        }
    }

    private boolean touches(RecordedOperation maker, StorageKey key) {
        return keys.apply(maker.key()).equals(key)
                || maker.kind() == RecordedOperation.Kind.PAIR
                        && keys.apply(maker.expected()).equals(key);
    }

    /// A write of two items is in the log with both or not at all.
    private void whole(RecordedOperation pair) {
        Optional<Long> one = placeOf(pair, pair.key());
        Optional<Long> other = placeOf(pair, pair.expected());
        boolean whole =
                one.isPresent() == other.isPresent()
                        && (one.isEmpty() || log.together(one.get(), other.get()));
        if (!whole) {
            throw new Violation("half of a write is in the log: " + pair);
        }
    }

    private Optional<Long> placeOf(RecordedOperation write, int key) {
        return log.states(keys.apply(key)).values().stream()
                .filter(state -> Values.newest(state.value()) == write.id())
                .map(PartitionLog.State::sequence)
                .findFirst();
    }

    private static String result(RecordedOperation maker, Optional<String> before) {
        return switch (maker.kind()) {
            case REPLACE -> Integer.toString(maker.id());
            case APPEND -> Values.appended(before, maker.id());
            case PAIR ->
                    before.isPresent()
                            ? Values.appended(before, maker.id())
                            : "nothing, an item is not there";
            case CONDITIONAL ->
                    Values.newest(before) == maker.expected()
                            ? Values.appended(before, maker.id())
                            : "nothing, its condition fails";
            case DELETE, FAULTY, READ_STRONG, READ_EVENTUAL, SCAN -> "nothing, it writes no item";
        };
    }

    private void answered(RecordedOperation operation, Map<Long, RecordedOperation> makers) {
        boolean faulty = operation.kind() == RecordedOperation.Kind.FAULTY;
        if (faulty && operation.ending() instanceof Ending.Applied) {
            throw new Violation("a write that nobody could judge was answered: " + operation);
        }
        if (operation.kind() == RecordedOperation.Kind.PAIR) {
            whole(operation);
        }
        var states = log.states(keys.apply(operation.key()));
        if (operation.ending() instanceof Ending.Applied(long sequence)) {
            PartitionLog.State state = states.get(sequence);
            boolean there =
                    state != null
                            && (operation.kind() == RecordedOperation.Kind.DELETE
                                    ? state.value().isEmpty()
                                            && makers.put(sequence, operation) == null
                                    : Values.newest(state.value()) == operation.id());
            if (!there) {
                throw new Violation("an acknowledged write is lost: " + operation);
            }
        }
        if (operation.ending() instanceof Ending.Kept(long sequence, var observed)) {
            Optional<String> then = states.floorEntry(sequence).getValue().value();
            if (!then.equals(observed)) {
                throw new Violation("condition judged on no state that was: " + operation);
            }
            boolean holds =
                    operation.kind() == RecordedOperation.Kind.PAIR
                            ? then.isPresent() && otherIsThere(operation, sequence)
                            : Values.newest(then) == operation.expected();
            if (holds) {
                throw new Violation("condition holds but was answered as failed: " + operation);
            }
        }
    }

    private boolean otherIsThere(RecordedOperation pair, long sequence) {
        var states = log.states(keys.apply(pair.expected()));
        return states.floorEntry(sequence).getValue().value().isPresent();
    }
}
