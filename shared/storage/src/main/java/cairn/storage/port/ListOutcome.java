package cairn.storage.port;

import java.time.Instant;
import java.util.List;

/// One page of a listing.
public sealed interface ListOutcome {

    /// Entries in order. If `more`, continue with the last entry's key as `startAfter`.
    record Page(List<Entry> entries, boolean more, Instant storeTime) implements ListOutcome {
        public Page {
            entries = List.copyOf(entries);
            if (more && entries.isEmpty()) {
                throw new IllegalArgumentException("an empty page can't say there is more");
            }
        }
    }

    /// No answer; list again.
    record Unavailable(String why) implements ListOutcome {}

    /// An object's name and its size in bytes.
    record Entry(ObjectKey key, long sizeBytes) {}
}
