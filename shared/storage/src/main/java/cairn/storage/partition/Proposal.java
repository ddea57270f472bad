package cairn.storage.partition;

import cairn.item.StorageKey;
import cairn.storage.edit.Change;
import cairn.storage.edit.Edit;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.environment.Environment;
import cairn.storage.environment.ShuttingDown;
import cairn.storage.environment.Waiting;
import cairn.storage.event.Event;
import cairn.storage.event.Events;
import cairn.storage.format.LogRecord;
import cairn.storage.format.StoredItem;
import cairn.storage.log.Head;
import cairn.storage.log.LifeState;
import cairn.storage.log.Manifest;
import cairn.storage.port.UnreadableObject;
import cairn.storage.request.MissingObject;
import cairn.storage.request.StoreUnavailable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The first part of a batch, judged on one view: each write on the view and the edits of the
/// writes before it. It ends after a write that ends the partition's life.
///
/// @param base the view, with its chunks if a write had to look up an item
/// @param manifest the new manifest
/// @param commits whether there is anything to commit
/// @param spillsTail whether the whole tail goes to a chunk
/// @param judged the writes, in order, without those that failed by themselves
/// @param records the changes of the writes, in order
/// @param recent the base's recent records with the new ones
record Proposal(
        View base,
        Manifest manifest,
        boolean commits,
        boolean spillsTail,
        List<Judged> judged,
        List<LogRecord> records,
        RecentRecords recent) {

    /// A write and its position: the sequence number of its last record, or of the last one before
    /// it if it has none.
    record Judged(Submission write, long sequence) {}

    /// Judges writes. A write fails alone if it throws or if an object that it reads is damaged;
    /// the others continue.
    ///
    /// @param newest whether a newer view cannot help: then a write that needs a missing object
    ///   fails like one that needs a damaged one
    /// @throws MissingObject the view is too old
    static Proposal of(
            View view, List<Submission> writes, Lookup lookup, boolean newest, Engine engine) {
        Judging judging = new Judging(view, lookup, newest, engine);
        for (Submission write : writes) {
            if (!(judging.manifest.state() instanceof LifeState.Live)) {
                break;
            }
            judging.judge(write);
        }
        return judging.proposal();
    }

    /// The state while a proposal is made. Used by one thread.
    private static final class Judging implements PartitionState {
        private static final long ROUND_NANOS = 1_000_000;

        private final Lookup lookup;
        private final boolean newest;
        private final Events events;
        private final Environment environment;
        private long sinceNanos;
        private final List<Judged> judged = new ArrayList<>();
        private final List<LogRecord> records = new ArrayList<>();
        private View base;
        private Manifest manifest;
        private RecentRecords recent;
        private boolean commits;
        private boolean spillsTail;
        private Optional<RuntimeException> incomplete = Optional.empty();

        Judging(View view, Lookup lookup, boolean newest, Engine engine) {
            this.events = engine.events();
            this.environment = engine.environment();
            this.sinceNanos = environment.monotonicNanos();
            this.lookup = lookup;
            this.newest = newest;
            this.base = view;
            this.manifest = view.head().manifest();
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

        void judge(Submission submission) {
            giveWay();
            PartitionWrite write = submission.write();
            Edit edit;
            try {
                edit = write.decide(this);
            } catch (StoreUnavailable | ShuttingDown | OutOfMemoryError e) {
                throw e;
            } catch (MissingObject e) {
                if (!newest) {
                    throw e;
                }
                submission.end(String.valueOf(e.getMessage()));
                return;
            } catch (UnreadableObject e) {
                events.happened(Event.Damaged.by(e));
                submission.end(String.valueOf(e.getMessage()));
                return;
            } catch (RuntimeException | Error e) {
                submission.end("it can't be judged: " + e);
                return;
            }
            add(edit);
            judged.add(new Judged(submission, base.sequence() + records.size()));
        }

        private void add(Edit edit) {
            int from = records.size();
            for (Change change : edit.changes()) {
                records.add(change.at(base.sequence() + records.size() + 1));
            }
            if (records.size() > from) {
                recent = recent.plusAll(records.subList(from, records.size()));
            }
            manifest = edit.manifest().orElse(manifest);
            commits |= !edit.isNone();
            spillsTail |= edit.spillsTail();
        }

        @Override
        public Manifest manifest() {
            return manifest;
        }

        @Override
        public Optional<StoredItem> find(int run, StorageKey key) {
            Optional<LogRecord> record = recent.find(run, key);
            if (record.isEmpty() && !base.complete()) {
                complete();
                record = recent.find(run, key);
            }
            return record.isPresent()
                    ? record.get().item()
                    : lookup.inSegments(base, run, key, Waiting.ALLOWED);
        }

        /// Reads the chunks, or repeats the failure of the first try, because each try reads all of
        /// them.
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
            return new Proposal(base, manifest, commits, spillsTail, judged, records, recent);
        }
    }

    /// The head that a commit would replace.
    Head head() {
        return new Head(manifest, base.head().tail());
    }

    /// Moves the commit, as judged on this base, onto another base. That is a lost update: the
    /// effect of omitting [Rule#REEVALUATE_BATCH].
    Proposal moved(View onto) {
        List<LogRecord> moved = new ArrayList<>();
        for (LogRecord record : records) {
            moved.add(record.at(onto.sequence() + moved.size() + 1));
        }
        Manifest same = manifest.equals(base.head().manifest()) ? onto.head().manifest() : manifest;
        return new Proposal(
                onto, same, commits, spillsTail, judged, moved, onto.recent().plusAll(moved));
    }
}
