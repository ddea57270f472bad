package cairn.storage.partition;

import cairn.item.StorageKey;
import cairn.storage.environment.Environment;
import cairn.storage.environment.ShuttingDown;
import cairn.storage.environment.Waiting;
import cairn.storage.format.LogRecord;
import cairn.storage.format.StoredItem;
import cairn.storage.log.Head;
import cairn.storage.log.Manifest;
import cairn.storage.port.UnreadableObject;
import cairn.storage.request.MissingObject;
import cairn.storage.request.StoreUnavailable;
import cairn.storage.segment.SortedRecords;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A batch judged on one view: each write on the view and the writes before it.
///
/// @param base the view, with its chunks if a write had to look for an item
/// @param manifest what the head is to say about its data
/// @param judged the writes, in order, but those that failed by themselves
/// @param records what the writes change, in order
/// @param recent the base's recent records with the new ones
record Proposal(
        View base,
        Manifest manifest,
        List<Judged> judged,
        List<LogRecord> records,
        SortedRecords recent) {

    /// A write and its place: the sequence number of its record, or of the last before it if it
    /// changes nothing.
    record Judged(Submission<PartitionWrite> write, long sequence) {}

    /// Judges writes. One that can't be judged, because it throws or because what it looks at is
    /// damaged, is settled as failed; the others go on.
    ///
    /// @param newest whether reading a newer view is of no use any more: then a write that needs a
    ///   missing object fails like one that needs a damaged one
    /// @throws MissingObject the view is too old
    static Proposal of(
            View view,
            List<Submission<PartitionWrite>> writes,
            Lookup lookup,
            boolean newest,
            Environment environment) {
        Judging judging = new Judging(view, lookup, newest, environment);
        writes.forEach(judging::judge);
        return judging.proposal();
    }

    /// A proposal in the making. Used by one thread.
    private static final class Judging {
        private static final long ROUND_NANOS = 1_000_000;

        private final Lookup lookup;
        private final boolean newest;
        private final Environment environment;
        private long sinceNanos;
        private final List<Judged> judged = new ArrayList<>();
        private final List<LogRecord> records = new ArrayList<>();
        private View base;
        private SortedRecords recent;
        private Optional<RuntimeException> incomplete = Optional.empty();

        Judging(View view, Lookup lookup, boolean newest, Environment environment) {
            this.environment = environment;
            this.sinceNanos = environment.monotonicNanos();
            this.lookup = lookup;
            this.newest = newest;
            this.base = view;
            this.recent = view.recent();
        }

        /// Judging a batch may take long, and threads are not preempted.
        private void giveWay() {
            long now = environment.monotonicNanos();
            if (now - sinceNanos > ROUND_NANOS) {
                environment.giveWay();
                sinceNanos = environment.monotonicNanos();
            }
        }

        void judge(Submission<PartitionWrite> submission) {
            giveWay();
            PartitionWrite write = submission.asked();
            Change change;
            try {
                change = write.decide(write.needsCurrent() ? current(write) : Optional.empty());
            } catch (StoreUnavailable | ShuttingDown | OutOfMemoryError e) {
                throw e;
            } catch (MissingObject e) {
                if (!newest) {
                    throw e;
                }
                submission.end(String.valueOf(e.getMessage()));
                return;
            } catch (RuntimeException | Error e) {
                submission.end("it can't be judged: " + e);
                return;
            }
            long sequence = base.sequence() + records.size() + 1;
            record(write.key(), sequence, change).ifPresent(this::add);
            judged.add(new Judged(submission, base.sequence() + records.size()));
        }

        private void add(LogRecord record) {
            records.add(record);
            recent = recent.plus(record);
        }

        private Optional<StoredItem> current(PartitionWrite write) {
            if (recent.find(write.key()).isEmpty() && !base.complete()) {
                complete();
            }
            return lookup.find(base, recent, write.key(), Waiting.ALLOWED);
        }

        /// Reads the chunks, or fails as the first try did: each try costs all of them.
        private void complete() {
            if (incomplete.isPresent()) {
                throw incomplete.get();
            }
            try {
                base = lookup.complete(base, Waiting.ALLOWED);
                recent = base.recent().plusAll(records);
            } catch (UnreadableObject | MissingObject e) {
                incomplete = Optional.of(e);
                throw e;
            }
        }

        Proposal proposal() {
            return new Proposal(base, base.head().manifest(), judged, records, recent);
        }
    }

    private static Optional<LogRecord> record(StorageKey key, long sequence, Change change) {
        return switch (change) {
            case Change.Put(StoredItem item) ->
                    Optional.of(new LogRecord(key, sequence, Optional.of(item)));
            case Change.Delete() -> Optional.of(new LogRecord(key, sequence, Optional.empty()));
            case Change.Keep() -> Optional.empty();
        };
    }

    /// A change of the manifest alone.
    static Proposal of(View base, Manifest changed) {
        return new Proposal(base, changed, List.of(), List.of(), base.recent());
    }

    /// The head that a commit follows.
    Head head() {
        return new Head(manifest, base.head().tail());
    }

    /// What is to be committed moved onto another base as it is, judged on this one: a lost update,
    /// and what leaving out [Rule#REEVALUATE_BATCH] means.
    Proposal moved(View onto) {
        List<LogRecord> moved = new ArrayList<>();
        for (LogRecord record : records) {
            moved.add(
                    new LogRecord(record.key(), onto.sequence() + moved.size() + 1, record.item()));
        }
        Manifest same = manifest.equals(base.head().manifest()) ? onto.head().manifest() : manifest;
        return new Proposal(onto, same, judged, moved, onto.recent().plusAll(moved));
    }
}
