package cairn.storage.port;

import java.time.Instant;
import java.util.List;

/// Known outcome of a delete.
public sealed interface DeleteOutcome {

    /// Every key is deleted except `remaining`, whose state is unknown.
    record Deleted(List<ObjectKey> remaining, Instant storeTime) implements DeleteOutcome {
        public Deleted {
            remaining = List.copyOf(remaining);
        }
    }

    /// No answer; any of the keys may be deleted, now or later.
    record Unavailable(String why) implements DeleteOutcome {}
}
