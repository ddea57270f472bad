package cairn.storage.port;

import java.time.Instant;
import java.util.List;

/// Known outcome of a delete.
public sealed interface DeleteOutcome {

    /// Every key is gone but `remaining`, of which nothing is known.
    record Deleted(List<ObjectKey> remaining, Instant storeTime) implements DeleteOutcome {
        public Deleted {
            remaining = List.copyOf(remaining);
        }
    }

    /// No answer; any of the keys may be gone, or may yet go.
    record Unavailable(String why) implements DeleteOutcome {}
}
