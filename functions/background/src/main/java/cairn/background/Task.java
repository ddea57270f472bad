package cairn.background;

import cairn.item.json.Json;
import cairn.storage.background.CompactionRequest;

/// What an event asks for.
sealed interface Task {

    /// Compact one partition, if that is due: `{"compact":"<incarnation>/<partition>"}`.
    record Compact(CompactionRequest request) implements Task {}

    /// Look at all partitions and compact those where it is due: `{"sweep":true}`.
    record Sweep() implements Task {}

    /// The task of an event.
    ///
    /// @throws IllegalArgumentException there is none in it
    static Task of(byte[] event) {
        try {
            if (Json.parse(event) instanceof Json.Obj object) {
                if (object.field("compact").orElse(null) instanceof Json.Text(String partition)) {
                    return new Compact(CompactionRequest.parse(partition));
                }
                if (object.field("sweep").isPresent()) {
                    return new Sweep();
                }
            }
        } catch (Json.Malformed e) {
            throw new IllegalArgumentException("the event is no JSON", e);
        }
        throw new IllegalArgumentException("the event asks for nothing that is known");
    }
}
