package cairn.background;

import cairn.item.json.Json;
import cairn.storage.background.JobName;

import java.util.Map;

/// The work that an event requests.
sealed interface Task {

    /// Does one job if it is due: `{"<kind>":"<subject>"}`, for example
    /// `{"compact":"<incarnation>/<partition>"}`.
    record Run(JobName job) implements Task {}

    /// Checks all partitions and does the jobs that are due: `{"sweep":true}`.
    record Sweep() implements Task {}

    /// The task of an event.
    ///
    /// @throws IllegalArgumentException if the event names no task
    static Task of(byte[] event) {
        try {
            if (Json.parse(event) instanceof Json.Obj object) {
                if (object.field("sweep").isPresent()) {
                    return new Sweep();
                }
                for (Map.Entry<String, Json> field : object.fields().entrySet()) {
                    if (field.getValue() instanceof Json.Text(String subject)) {
                        return new Run(new JobName(field.getKey(), subject));
                    }
                }
            }
        } catch (Json.Malformed e) {
            throw new IllegalArgumentException("the event is not JSON", e);
        }
        throw new IllegalArgumentException("the event asks for nothing that is known");
    }
}
