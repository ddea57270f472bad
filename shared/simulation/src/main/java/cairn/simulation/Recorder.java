package cairn.simulation;

import cairn.simulation.history.Ending;
import cairn.simulation.history.RecordedOperation;
import cairn.simulation.history.Violation;
import cairn.simulation.world.Schedule;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes down every operation when it begins and when it ends.
final class Recorder {
    private final Schedule schedule;
    private final Map<Integer, RecordedOperation> operations = new TreeMap<>();

    Recorder(Schedule schedule) {
        this.schedule = schedule;
    }

    RecordedOperation begin(RecordedOperation.Kind kind, int partition, int key, int expected) {
        RecordedOperation operation =
                new RecordedOperation(
                        operations.size() + 1,
                        kind,
                        partition,
                        key,
                        expected,
                        schedule.tick(),
                        schedule.nowNanos(),
                        RecordedOperation.OPEN,
                        RecordedOperation.OPEN,
                        new Ending.Unknown("never ended"));
        operations.put(operation.id(), operation);
        return operation;
    }

    void end(RecordedOperation operation, Ending ending) {
        operations.put(
                operation.id(), operation.ended(schedule.tick(), schedule.nowNanos(), ending));
    }

    /// The operation with this id.
    RecordedOperation of(int partition, int id) {
        RecordedOperation operation = operations.get(id);
        if (operation == null || operation.partition() != partition) {
            throw new Violation("a record that nobody wrote: " + id);
        }
        return operation;
    }

    /// Those on one partition.
    List<RecordedOperation> of(int partition) {
        return operations.values().stream().filter(o -> o.partition() == partition).toList();
    }

    /// Differs, in all likelihood, where any operation, time or answer differs.
    int fingerprint() {
        return operations.values().toString().hashCode();
    }

    /// Number of operations begun.
    int size() {
        return operations.size();
    }
}
