package cairn.storage.partition;

import cairn.item.StorageKey;
import cairn.storage.format.Description;
import cairn.storage.format.Head;
import cairn.storage.format.LogRecord;
import cairn.storage.format.StoredItem;
import cairn.storage.segment.Waiting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A batch judged on one view: each write on the view and the writes before it.
///
/// @param base the view, with its chunks if a write had to look for an item
/// @param description what the head is to say about its data
/// @param judged the writes, in order
/// @param records what the writes change, in order
/// @param recent the base's recent records with the new ones
record Trial(
        View base,
        Description description,
        List<Judged> judged,
        List<LogRecord> records,
        SortedRecords recent) {

    /// A write and its place: the sequence number of its record, or of the last before it if it
    /// changes nothing.
    record Judged(PartitionWrite write, long sequence) {}

    /// Judges writes.
    ///
    /// @throws cairn.storage.request.MissingObject the view is too old
    static Trial of(View view, List<PartitionWrite> writes, Lookup lookup) {
        View base = view;
        SortedRecords recent = base.recent();
        List<LogRecord> records = new ArrayList<>(writes.size());
        List<Judged> judged = new ArrayList<>(writes.size());
        for (PartitionWrite write : writes) {
            Optional<StoredItem> current = Optional.empty();
            if (write.needsCurrent()) {
                if (recent.find(write.key()).isEmpty() && !base.complete()) {
                    base = lookup.complete(base, Waiting.ALLOWED);
                    recent = base.recent().plusAll(records);
                }
                current = lookup.find(base, recent, write.key(), Waiting.ALLOWED);
            }
            long sequence = base.sequence() + records.size() + 1;
            Optional<LogRecord> record = record(write.key(), sequence, write.decide(current));
            if (record.isPresent()) {
                records.add(record.get());
                recent = recent.plus(record.get());
            }
            judged.add(new Judged(write, base.sequence() + records.size()));
        }
        return new Trial(base, base.head().description(), judged, records, recent);
    }

    private static Optional<LogRecord> record(StorageKey key, long sequence, Change change) {
        return switch (change) {
            case Change.Put(StoredItem item) ->
                    Optional.of(new LogRecord(key, sequence, Optional.of(item)));
            case Change.Delete() -> Optional.of(new LogRecord(key, sequence, Optional.empty()));
            case Change.Keep() -> Optional.empty();
        };
    }

    /// A change of the description alone.
    static Trial of(View base, Description changed) {
        return new Trial(base, changed, List.of(), List.of(), base.recent());
    }

    /// The head that a commit follows.
    Head head() {
        return new Head(description, base.head().tail());
    }

    /// What is to be committed moved onto another base as it is, judged on this one: a lost update,
    /// and what leaving out [Rule#REEVALUATE_BATCH] means.
    Trial moved(View onto) {
        List<LogRecord> moved = new ArrayList<>();
        for (LogRecord record : records) {
            moved.add(
                    new LogRecord(record.key(), onto.sequence() + moved.size() + 1, record.item()));
        }
        Description same =
                description.equals(base.head().description())
                        ? onto.head().description()
                        : description;
        return new Trial(onto, same, judged, moved, onto.recent().plusAll(moved));
    }
}
