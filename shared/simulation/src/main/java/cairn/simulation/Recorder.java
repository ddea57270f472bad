package cairn.simulation;

import cairn.simulation.history.Ending;
import cairn.simulation.history.RecordedOperation;
import cairn.simulation.history.Violation;
import cairn.simulation.world.Schedule;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Records the start and the end of every operation.
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

    /// The operations on one partition.
    List<RecordedOperation> of(int partition) {
        return operations.values().stream().filter(o -> o.partition() == partition).toList();
    }

    /// Very likely differs where any operation, time or answer differs.
    int fingerprint() {
        return operations.values().toString().hashCode();
    }

    /// The number of operations started.
    int size() {
        return operations.size();
    }
}
