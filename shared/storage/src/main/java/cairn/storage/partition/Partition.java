package cairn.storage.partition;

import cairn.item.StorageKey;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.environment.FanOut;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;
import cairn.storage.event.Event;
import cairn.storage.format.Level;
import cairn.storage.format.LogRecord;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;
import cairn.storage.log.HeadWriter;
import cairn.storage.log.LifeState;
import cairn.storage.log.Manifest;
import cairn.storage.port.TooNew;
import cairn.storage.port.UnreadableObject;
import cairn.storage.request.MissingObject;
import cairn.storage.request.StoreUnavailable;
import cairn.storage.segment.SegmentReader;
import cairn.storage.segment.SortedRecords;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/// One partition in this process: reads from a view, writes through the committer.
///
/// Thread-safe. Several processes may use the same partition; the head decides between them.
public final class Partition {
    private final Engine engine;
    private final PartitionName name;
    private final CurrentView current;
    private final SegmentReader segments;
    private final Lookup lookup;
    private final SpillAhead spills;
    private final HeadWriter writer;
    private final Committer committer;
    private final Relief relief;

    private Partition(Engine engine, PartitionName name) {
        this.engine = engine;
        this.name = name;
        this.segments = new SegmentReader(engine.environment(), engine.patient(), engine.cache());
        this.spills = new SpillAhead(engine, name);
        this.current = new CurrentView(engine, name, this::forgetDeleted);
        this.lookup = new Lookup(current, segments);
        this.writer = new HeadWriter(name);
        this.relief = new Relief(this);
        this.committer = new Committer(this, batch -> new Settling(this, batch).run());
    }

    /// The partition of this name: always the same object of an engine, until the partition is
    /// known to be deleted.
    public static Partition of(Engine engine, PartitionName name) {
        return engine.partitions().named(name, fresh -> new Partition(engine, fresh));
    }

    public PartitionName name() {
        return name;
    }

    /// Reads one item.
    ///
    /// @throws PartitionDeleted the table was deleted
    /// @throws cairn.storage.request.StoreUnavailable the store gives no answer
    public Optional<StoredItem> read(StorageKey key, Consistency consistency) {
        return reading(consistency, reader -> reader.find(key));
    }

    /// Reads from a view of the requested consistency. If an object that the view names is absent,
    /// reads once more from a newer view.
    ///
    /// @throws PartitionDeleted the table was deleted
    /// @throws cairn.storage.request.StoreUnavailable the store gives no answer
    public <R> R reading(Consistency consistency, Function<ViewReader, R> reading) {
        try {
            return reading.apply(reader(consistency, Waiting.ALLOWED));
        } catch (MissingObject e) {
            return reading.apply(newestReader());
        }
    }

    /// The same if it needs no request, otherwise absent; never waits.
    ///
    /// @throws PartitionDeleted the table was deleted
    public <R> Optional<R> readingNow(Consistency consistency, Function<ViewReader, R> reading) {
        try {
            return Optional.of(reading.apply(reader(consistency, Waiting.NOT_ALLOWED)));
        } catch (WouldWait e) {
            return Optional.empty();
        }
    }

    /// A reader of a view of the requested consistency. It throws MissingObject if an object that
    /// the view names is absent: then [#newestReader] has a newer view.
    ///
    /// @throws PartitionDeleted the table was deleted
    /// @throws WouldWait it needs a request, but must not wait
    public ViewReader reader(Consistency consistency, Waiting waiting) {
        if (waiting == Waiting.ALLOWED) {
            return reader(current.forRead(consistency), waiting);
        }
        @Nullable View view = current.readyFor(consistency);
        if (view == null) {
            throw new WouldWait();
        }
        return reader(view, waiting);
    }

    /// A reader of a view that was current after this call started. One request.
    public ViewReader newestReader() {
        return reader(current.confirm(), Waiting.ALLOWED);
    }

    private ViewReader reader(View view, Waiting waiting) {
        return switch (view.head().manifest().state()) {
            case LifeState.Live live -> new ViewReader(view, lookup, waiting);
            case LifeState.Deleted deleted -> throw new PartitionDeleted();
            case LifeState.Sealed split ->
                    throw new TooNew("a partition that was split", name.head());
        };
    }

    /// The log up to now. One request, which is conditional if the partition is known.
    ///
    /// @throws PartitionDeleted the table was deleted
    public LogReader log() {
        View view = current.confirm();
        if (view.deleted()) {
            throw new PartitionDeleted();
        }
        return new LogReader(engine.patient()::data, view.head());
    }

    /// The log as far as this process knows it; read from the store if it knows nothing.
    ///
    /// @throws PartitionDeleted the table was deleted
    public LogReader knownLog() {
        View view = current.forWrite();
        if (view.deleted()) {
            throw new PartitionDeleted();
        }
        return new LogReader(engine.patient()::data, view.head());
    }

    /// Queues writes; each is settled once. Does not block.
    ///
    /// If one needs its item and the item must be fetched, all are queued after the fetch. A batch
    /// judges its writes one after another, and would otherwise fetch their items one after
    /// another.
    public void submit(List<? extends PartitionWrite> writes) {
        List<Submission> taken = committer.take(writes);
        if (taken.isEmpty()) {
            return;
        }
        List<StorageKey> needed = needed(writes);
        if (knows(needed)) {
            committer.queue(taken);
        } else {
            committer.fetching(taken);
            engine.environment().start("fetch", () -> fetchAndQueue(needed, taken));
        }
    }

    /// Queues one write.
    public void submit(PartitionWrite write) {
        submit(List.of(write));
    }

    private boolean knows(List<StorageKey> needed) {
        if (needed.isEmpty()) {
            return true;
        }
        View view = current.newestKnown();
        if (view == null) {
            return false;
        }
        try {
            needed.forEach(key -> lookup.fetch(view, key, Waiting.NOT_ALLOWED));
            return true;
        } catch (WouldWait e) {
            return false;
        }
    }

    private void fetchAndQueue(List<StorageKey> needed, List<Submission> taken) {
        try {
            View view = current.forWrite();
            FanOut.map(
                    engine.environment(),
                    "fetch",
                    needed,
                    key -> lookup.fetch(view, key, Waiting.ALLOWED));
        } catch (StoreUnavailable | MissingObject | UnreadableObject e) {
            // Judging the writes meets the same failure and settles them.
        } finally {
            committer.queue(taken);
        }
    }

    private static List<StorageKey> needed(List<? extends PartitionWrite> writes) {
        if (writes.size() == 1) {
            PartitionWrite write = writes.getFirst();
            return write.needsCurrent() ? write.keys() : List.of();
        }
        return writes.stream()
                .filter(PartitionWrite::needsCurrent)
                .flatMap(write -> write.keys().stream())
                .toList();
    }

    /// Whether enough chunks are known to wait for a compaction, or any while the process holds too
    /// much in memory.
    public boolean compactionDue() {
        return relief.compactionDue(current.forWrite());
    }

    /// The same from the current head. One request; none for the sole owner of a store.
    public boolean compactionDueNow() {
        return relief.compactionDue(engine.soleOwner() ? current.forWrite() : current.confirm());
    }

    /// Whether the table is known to be deleted.
    public boolean deleted() {
        View view = current.newestKnown();
        return view != null && view.deleted();
    }

    /// Marks the partition as deleted, when that is known from elsewhere, and releases its memory.
    public void markDeleted() {
        current.markDeleted();
    }

    private void forgetDeleted(List<Level> levels) {
        engine.partitions().forget(this);
        spills.end();
        segments.end(levels);
    }

    /// The current manifest; absent if the table was deleted. One request.
    public Optional<Manifest> confirmedManifest() {
        View view = current.confirm();
        return view.deleted() ? Optional.empty() : Optional.of(view.head().manifest());
    }

    /// The input of a compaction, from the newest known head; read if necessary.
    public CompactionInput compactionInput() {
        relief.compactionBegins();
        View view = lookup.complete(current.forWrite(), Waiting.ALLOWED);
        return new CompactionInput(view.head().manifest(), view.recent());
    }

    /// The approximate number of bytes of the log in memory.
    long recentBytes() {
        return current.recentBytes();
    }

    /// Releases memory.
    ///
    /// @return whether that helps
    boolean relieve() {
        return relief.relieve();
    }

    /// Ends all overdue writes.
    ///
    /// @return whether any write is still unsettled
    boolean expire() {
        return committer.expire();
    }

    /// The input of a compaction.
    ///
    /// @param manifest the manifest of the head
    /// @param records the records that are in no segment, including the tail's
    public record CompactionInput(Manifest manifest, RecentRecords records) {}

    /// An estimate of the partition's contents, from what is known of it. Items that a newer record
    /// hides may be counted twice.
    public Runs<Estimate> estimate() {
        View view = current.forRead(Consistency.EVENTUAL);
        if (view.deleted()) {
            throw new PartitionDeleted();
        }
        return Estimate.of(view);
    }

    /// Number of records with an item or entry, and the sum of their sizes.
    public record Estimate(long items, long bytes) {
        public static final Estimate NONE = new Estimate(0, 0);

        private static Runs<Estimate> of(View view) {
            Runs<Estimate> all = Runs.all(NONE);
            Runs<List<Level>> levels = view.head().manifest().runs();
            IntStream runs = IntStream.concat(levels.numbers(), view.recent().runs().numbers());
            for (int run : runs.distinct().toArray()) {
                all = all.with(run, of(levels.of(run), view.recent().of(run)));
            }
            return all;
        }

        private static Estimate of(List<Level> levels, SortedRecords recent) {
            Estimate sum = NONE;
            for (Level level : levels) {
                sum = sum.plus(new Estimate(level.items(), level.itemBytes()));
            }
            Iterator<LogRecord> records = recent.from(Optional.empty(), true);
            while (records.hasNext()) {
                Optional<StoredItem> item = records.next().item();
                if (item.isPresent()) {
                    sum = sum.plus(new Estimate(1, item.get().sizeBytes()));
                }
            }
            return sum;
        }

        public Estimate plus(Estimate other) {
            return new Estimate(items + other.items, bytes + other.bytes);
        }
    }

    public Engine engine() {
        return engine;
    }

    CurrentView current() {
        return current;
    }

    /// Whether no write is unsettled.
    boolean idle() {
        return committer.idle();
    }

    Lookup lookup() {
        return lookup;
    }

    SpillAhead spills() {
        return spills;
    }

    HeadWriter writer() {
        return writer;
    }

    void compactionIsDue(Manifest manifest) {
        happened(new Event.CompactionDue(name, manifest.uncompactedBytes()));
    }

    void throttled(int writes, Event.Throttled.Cause cause) {
        happened(new Event.Throttled(name, writes, cause));
    }

    void happened(Event event) {
        engine.events().happened(event);
    }
}
