package cairn.simulation.tables;

import cairn.simulation.world.Schedule;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes down every call when it begins and when it ends.
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

    /// Those on one table's name, in the order in which they began.
    List<Call> of(int table) {
        return calls.values().stream().filter(call -> call.table() == table).toList();
    }

    /// Differs, in all likelihood, where any call, time or answer differs.
    int fingerprint() {
        return calls.values().toString().hashCode();
    }

    /// Number of calls begun.
    int size() {
        return calls.size();
    }
}
