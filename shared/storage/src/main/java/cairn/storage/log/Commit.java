package cairn.storage.log;

import cairn.storage.format.CommitId;
import cairn.storage.format.LogRecord;

import java.util.List;

/// One replacement of a head: its records become visible together, or none does.
///
/// Records have consecutive sequence numbers. A commit without records also uses one number, so
/// that every commit raises the partition's last sequence number. A decoded commit may lack records
/// of a later Cairn.
///
/// @param timeMicros commit time, microseconds since 1970, above that of every earlier commit
public record Commit(
        CommitId id,
        long firstSequence,
        long lastSequence,
        long timeMicros,
        List<LogRecord> records) {
    public Commit {
        records = List.copyOf(records);
    }

    /// A commit of these records.
    public static Commit of(
            CommitId id, long firstSequence, long timeMicros, List<LogRecord> records) {
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).sequence() != firstSequence + i) {
                throw new IllegalArgumentException("record " + i + " has another sequence number");
            }
        }
        long last = firstSequence + Math.max(1, records.size()) - 1;
        return new Commit(id, firstSequence, last, timeMicros, records);
    }
}
