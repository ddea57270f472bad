package cairn.simulation.history;

import cairn.item.StorageKey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.IntFunction;

/// Checks that the places of operations in the log of one partition agree with real time. An
/// operation that ended before another started must precede it.
///
/// The place of a write is its record. The place of a read is the earliest that its answer allows,
/// and that does not precede an operation that has already ended. If any choice of places works,
/// this one does. This is linearizability of the whole partition, which includes that of each item.
final class RealTimeCheck {
    private static final long FRESH_NANOS = 1_000_000_000;

    private final PartitionLog log;
    private final IntFunction<StorageKey> keys;
    private final Map<Integer, Long> written = new HashMap<>();
    private final NavigableMap<Long, Long> floorByNanos = new TreeMap<>(Map.of(Long.MIN_VALUE, 0L));
    private long floor;

    RealTimeCheck(
            PartitionLog log, IntFunction<StorageKey> keys, Map<Long, RecordedOperation> makers) {
        this.log = log;
        this.keys = keys;
        makers.forEach((sequence, maker) -> written.merge(maker.id(), sequence, Math::max));
    }

    private record Moment(long tick, RecordedOperation operation, boolean begins) {}

    void run(List<RecordedOperation> operations) {
        List<Moment> moments = new ArrayList<>();
        for (RecordedOperation operation : operations) {
            moments.add(new Moment(operation.began(), operation, true));
            if (operation.ended() != RecordedOperation.OPEN) {
                moments.add(new Moment(operation.ended(), operation, false));
            }
        }
        moments.sort(Comparator.comparingLong(Moment::tick));
        Map<Integer, Long> places = new HashMap<>();
        for (Moment moment : moments) {
            RecordedOperation operation = moment.operation();
            if (moment.begins()) {
                begin(operation).ifPresent(place -> places.put(operation.id(), place));
            } else if (places.containsKey(operation.id()) && told(operation)) {
                floor = Math.max(floor, places.get(operation.id()));
                floorByNanos.put(operation.endedNanos(), floor);
            }
        }
    }

    /// Whether the answer shows the place of the operation to its caller.
    private static boolean told(RecordedOperation operation) {
        return switch (operation.ending()) {
            case Ending.Applied applied -> true;
            case Ending.Kept kept -> true;
            case Ending.Read read -> true;
            case Ending.NotDone notDone -> false;
            case Ending.Unknown unknown -> false;
        };
    }

    private OptionalLong begin(RecordedOperation operation) {
        Long sequence = written.get(operation.id());
        if (sequence != null) {
            if (sequence <= floor) {
                throw new Violation(
                        "took effect before it began, or is ordered before what ended already: "
                                + operation);
            }
            return OptionalLong.of(sequence);
        }
        return switch (operation.ending()) {
            case Ending.Kept(long at, var observed) -> {
                if (at < floor) {
                    throw new Violation("condition judged on a stale state: " + operation);
                }
                yield OptionalLong.of(at);
            }
            case Ending.Read(var observed) -> OptionalLong.of(placeOfRead(operation, observed));
            case Ending.Applied applied -> OptionalLong.empty();
            case Ending.NotDone notDone -> OptionalLong.empty();
            case Ending.Unknown unknown -> OptionalLong.empty();
        };
    }

    private long placeOfRead(RecordedOperation read, Optional<String> observed) {
        long least =
                read.kind() == RecordedOperation.Kind.READ_EVENTUAL
                        ? floorByNanos.floorEntry(read.beganNanos() - FRESH_NANOS).getValue()
                        : floor;
        var states =
                read.kind() == RecordedOperation.Kind.SCAN
                        ? log.states(keys.apply(read.key()), keys.apply(read.expected()))
                        : log.states(keys.apply(read.key()));
        for (PartitionLog.State state : states.values()) {
            Long next = states.higherKey(state.sequence());
            boolean reaches = next == null || next > least;
            if (reaches && state.value().equals(observed)) {
                return Math.max(least, state.sequence());
            }
        }
        throw new Violation(
                "read a state that was gone, or never was: %s, at least %d; states %s"
                        .formatted(read, least, states.values()));
    }
}
