package cairn.simulation.tables;

import cairn.simulation.world.Schedule;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Records the start and the end of every call.
final class Calls {
    private final Schedule schedule;
    private final Map<Integer, Call> calls = new TreeMap<>();

    Calls(Schedule schedule) {
        this.schedule = schedule;
    }

    Call begin(Call.Kind kind, int table, Call.Schema schema, int key) {
        Call call =
                new Call(
                        calls.size() + 1,
                        kind,
                        table,
                        schema,
                        key,
                        schedule.tick(),
                        Call.OPEN,
                        new Call.Answer.Unknown("never ended"));
        calls.put(call.id(), call);
        return call;
    }

    void end(Call call, Call.Answer answer) {
        calls.put(call.id(), call.ended(schedule.tick(), answer));
    }

    /// The calls on one table name, in the order in which they started.
    List<Call> of(int table) {
        return calls.values().stream().filter(call -> call.table() == table).toList();
    }

    /// Very likely differs where any call, time or answer differs.
    int fingerprint() {
        return calls.values().toString().hashCode();
    }

    /// The number of calls started.
    int size() {
        return calls.size();
    }
}
