package cairn.storage.partition;

import cairn.item.StorageKey;
import cairn.storage.environment.FanOut;
import cairn.storage.format.Description;
import cairn.storage.format.HeadWriter;
import cairn.storage.format.Level;
import cairn.storage.format.LogRecord;
import cairn.storage.format.PartitionName;
import cairn.storage.format.StoredItem;
import cairn.storage.port.CorruptObject;
import cairn.storage.request.MissingObject;
import cairn.storage.request.StoreUnavailable;
import cairn.storage.segment.SegmentReader;
import cairn.storage.segment.Waiting;
import cairn.storage.segment.WouldWait;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// One partition as this process sees it: reads from a view, writes through the committer.
///
/// Thread-safe. Several processes may have one of the same partition; the head decides between
/// them.
public final class Partition {
    private final Engine engine;
    private final PartitionName name;
    private final CurrentView current;
    private final Lookup lookup;
    private final Committer committer;

    /// A partition of which nothing is known yet.
    ///
    /// @param compactionDue told when a commit added a chunk and enough of them wait for a
    ///   compaction, before its writes are answered; must neither block nor throw
    public Partition(Engine engine, PartitionName name, Consumer<Partition> compactionDue) {
        this.engine = engine;
        this.name = name;
        this.current = new CurrentView(engine, name);
        SegmentReader segments =
                new SegmentReader(name, engine.environment(), engine.patient(), engine.cache());
        this.lookup = new Lookup(current, segments);
        Runnable due = () -> compactionDue.accept(this);
        this.committer =
                new Committer(
                        new Protocol(
                                engine,
                                name,
                                current,
                                lookup,
                                new SpillAhead(engine, name),
                                new HeadWriter(name),
                                due));
    }

    public PartitionName name() {
        return name;
    }

    /// Reads one item.
    ///
    /// @throws PartitionDeleted the table was deleted
    /// @throws cairn.storage.request.StoreUnavailable the store gives no answer
    public Optional<StoredItem> read(StorageKey key, Consistency consistency) {
        return reading(consistency, snapshot -> snapshot.find(key));
    }

    /// Reads from a view as current as asked; if an object that it names is gone, once more from a
    /// newer one.
    ///
    /// @throws PartitionDeleted the table was deleted
    /// @throws cairn.storage.request.StoreUnavailable the store gives no answer
    public <R> R reading(Consistency consistency, Function<Snapshot, R> reading) {
        View view = current.forRead(consistency);
        try {
            return reading.apply(snapshot(view, Waiting.ALLOWED));
        } catch (MissingObject e) {
            return reading.apply(snapshot(current.confirm(), Waiting.ALLOWED));
        }
    }

    /// The same if it needs no request, else absent; never waits.
    ///
    /// @throws PartitionDeleted the table was deleted
    public <R> Optional<R> readingNow(Consistency consistency, Function<Snapshot, R> reading) {
        @Nullable View view = current.readyFor(consistency);
        if (view == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.apply(snapshot(view, Waiting.NOT_ALLOWED)));
        } catch (WouldWait e) {
            return Optional.empty();
        }
    }

    private Snapshot snapshot(View view, Waiting waiting) {
        if (view.deleted()) {
            throw new PartitionDeleted();
        }
        return new Snapshot(view, lookup, waiting);
    }

    /// Queues writes; each is settled once. Does not block.
    ///
    /// Where one needs its item and that has to be fetched, all are queued when it is there: a
    /// batch judges its writes one after another, and would fetch their items so too.
    public void submit(List<? extends PartitionWrite> writes) {
        if (knows(writes)) {
            committer.submit(writes);
        } else {
            engine.environment().start("fetch", () -> fetchAndSubmit(writes));
        }
    }

    private boolean knows(List<? extends PartitionWrite> writes) {
        List<? extends PartitionWrite> needing = needing(writes);
        if (needing.isEmpty()) {
            return true;
        }
        View view = current.newestKnown();
        if (view == null) {
            return false;
        }
        try {
            needing.forEach(write -> lookup.fetch(view, write.key(), Waiting.NOT_ALLOWED));
            return true;
        } catch (WouldWait e) {
            return false;
        }
    }

    private void fetchAndSubmit(List<? extends PartitionWrite> writes) {
        try {
            View view = current.forWrite();
            FanOut.map(
                    engine.environment(),
                    "fetch",
                    needing(writes),
                    write -> lookup.fetch(view, write.key(), Waiting.ALLOWED));
        } catch (StoreUnavailable | MissingObject | CorruptObject e) {
            // Whoever judges the writes meets the same, and says so.
        } finally {
            committer.submit(writes);
        }
    }

    private static List<? extends PartitionWrite> needing(List<? extends PartitionWrite> writes) {
        return writes.stream().filter(PartitionWrite::needsCurrent).toList();
    }

    /// Queues a change of the head's description. Does not block.
    public void submit(Restructuring restructuring) {
        committer.submit(restructuring);
    }

    /// Whether enough chunks wait for a compaction, as far as is known.
    public boolean compactionDue() {
        View view = current.forWrite();
        return !view.deleted()
                && view.head().description().uncompactedBytes() >= engine.tuning().compactAtBytes();
    }

    /// What the head says about its data at present; absent if the table was deleted. One request.
    public Optional<Description> confirmedDescription() {
        View view = current.confirm();
        return view.deleted() ? Optional.empty() : Optional.of(view.head().description());
    }

    /// What the newest known head says about its data, and the records that no segment holds,
    /// loaded if need be: where a compaction begins.
    public Uncompacted uncompacted() {
        View view = lookup.complete(current.forWrite(), Waiting.ALLOWED);
        return new Uncompacted(
                view.head().description(), view.recent().from(Optional.empty(), true));
    }

    /// What a compaction begins from.
    ///
    /// @param records in key order, those of the tail too
    public record Uncompacted(Description description, Iterator<LogRecord> records) {}

    /// About how much the partition holds, from what is known of it; items that a newer record
    /// hides may be counted twice.
    public Estimate estimate() {
        View view = current.forRead(Consistency.EVENTUAL);
        if (view.deleted()) {
            throw new PartitionDeleted();
        }
        long items = 0;
        long bytes = 0;
        for (Level level : view.levels()) {
            items += level.items();
            bytes += level.itemBytes();
        }
        Iterator<LogRecord> recent = view.recent().from(Optional.empty(), true);
        while (recent.hasNext()) {
            Optional<StoredItem> item = recent.next().item();
            if (item.isPresent()) {
                items++;
                bytes += item.get().sizeBytes();
            }
        }
        return new Estimate(items, bytes);
    }

    /// Number of items and the sum of their sizes.
    public record Estimate(long items, long bytes) {}

    public Engine engine() {
        return engine;
    }
}
