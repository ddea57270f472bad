package cairn.storage.background;

import cairn.storage.background.CompactionPolicy.Plan;
import cairn.storage.edit.Edit;
import cairn.storage.edit.HeadChange;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.Settlement;
import cairn.storage.environment.UniqueName;
import cairn.storage.environment.Waiting;
import cairn.storage.event.Event;
import cairn.storage.format.DataName;
import cairn.storage.format.Level;
import cairn.storage.format.LogRecord;
import cairn.storage.format.LogRef;
import cairn.storage.format.Runs;
import cairn.storage.format.SegmentRef;
import cairn.storage.log.LogIndex;
import cairn.storage.log.Manifest;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Partition;
import cairn.storage.partition.RecentRecords;
import cairn.storage.partition.Rule;
import cairn.storage.port.Content;
import cairn.storage.request.MissingObject;
import cairn.storage.segment.Handover;
import cairn.storage.segment.MergedRecords;
import cairn.storage.segment.Range;
import cairn.storage.segment.SegmentReader;
import cairn.storage.segment.SegmentWriter;
import cairn.storage.segment.SortedRecords;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// One compaction of one partition: merges chunks and levels into a new level, streaming, and
/// publishes it by a commit of the head. Used once, by one thread.
///
/// Its inputs never change, so a race lost at the end costs another commit, not another merge.
/// Several processes may compact one partition at the same time. The first to publish wins, and a
/// job whose input was replaced is superseded. The job reads the head again before the merge and
/// before each further segment, so that it wastes little work.
final class CompactionJob implements Job {
    /// The deadline of the publication, as a multiple of a write's deadline.
    private static final int PATIENCE = 6;

    private final Engine engine;
    private final Partition partition;

    CompactionJob(Partition partition) {
        this.engine = partition.engine();
        this.partition = partition;
    }

    @Override
    public JobName name() {
        return Compaction.of(partition.name());
    }

    /// Compacts what waits now, if it is due. Ignores the time left: the limit on waiting data
    /// bounds its duration.
    @Override
    public JobOutcome run(BooleanSupplier timeLeft) {
        return partition.compactionDue() ? compacted() : new JobOutcome.Superseded();
    }

    private JobOutcome compacted() {
        Partition.CompactionInput input = partition.compactionInput();
        Manifest base = input.manifest();
        if (base.uncompacted().isEmpty()) {
            return new JobOutcome.Superseded();
        }
        Set<Integer> runs = input.records().runs().numbers().boxed().collect(Collectors.toSet());
        Plan plan = CompactionPolicy.plan(base, runs, engine.tuning().levelGrowth());
        Handover handover = new Handover(engine.cache(), base.allLevels());
        Merged merged = new Merged();
        JobOutcome outcome =
                merge(plan, input.records(), handover, merged)
                        ? publish(new Publication(plan, merged, index(base), base), handover)
                        : new JobOutcome.Superseded();
        if (partition.deleted()) {
            forget(plan.levels(), merged);
        }
        return outcome;
    }

    /// What a job has written so far: segments in key order for each run.
    private static final class Merged {
        final Map<Integer, List<SegmentRef>> segments = new TreeMap<>();

        void add(int run, SegmentRef segment) {
            segments.computeIfAbsent(run, r -> new ArrayList<>()).add(segment);
        }

        long sizeBytes() {
            return segments.values().stream()
                    .flatMap(List::stream)
                    .mapToLong(SegmentRef::sizeBytes)
                    .sum();
        }

        List<SegmentRef> of(int run) {
            return segments.getOrDefault(run, List.of());
        }
    }

    private JobOutcome publish(Publication publication, Handover handover) {
        partition.submit(publication);
        JobOutcome outcome = publication.outcome.join();
        if (outcome instanceof JobOutcome.Done) {
            Plan plan = publication.plan;
            handover.done(plan.levels());
            engine.events()
                    .happened(
                            new Event.Compacted(
                                    partition.name(),
                                    plan.chunks().size(),
                                    plan.sizeBytes(),
                                    publication.merged.sizeBytes()));
        }
        return outcome;
    }

    /// Removes what the job itself has cached. Objects that are deleted later leave the cache then.
    private void forget(List<Level> merged, Merged written) {
        merged.forEach(
                level ->
                        level.segments().forEach(segment -> engine.cache().forget(segment.name())));
        written.segments
                .values()
                .forEach(run -> run.forEach(segment -> engine.cache().forget(segment.name())));
    }

    /// Whether the head still names all inputs of the plan. One conditional GET; none for the sole
    /// owner of a store, where no other process can compact.
    private boolean wanted(Plan plan) {
        return engine.soleOwner()
                ? !partition.deleted()
                : partition.confirmedManifest().filter(plan::fits).isPresent();
    }

    /// Merges the inputs of the plan.
    ///
    /// @param merged receives each stored segment
    /// @return false if the plan was superseded meanwhile
    private boolean merge(Plan plan, RecentRecords recent, Handover handover, Merged merged) {
        try {
            boolean wanted = wanted(plan);
            for (int run : plan.runs().keySet()) {
                wanted = wanted && mergeRun(plan, run, recent.of(run), handover, merged);
            }
            return wanted;
        } catch (MissingObject e) {
            if (wanted(plan)) {
                throw e;
            }
            return false;
        }
    }

    private boolean mergeRun(
            Plan plan, int run, SortedRecords recent, Handover handover, Merged merged) {
        SegmentReader reader =
                SegmentReader.passing(engine.environment(), engine.patient(), engine.cache());
        CompactionPolicy.Part part = plan.part(run);
        Iterator<LogRecord> records =
                MergedRecords.over(
                        new UpTo(recent.from(Optional.empty(), true), plan.last()),
                        part.levels(),
                        reader,
                        new MergedRecords.Walk(Range.ALL, SegmentReader.RUN_MAX, Waiting.ALLOWED));
        boolean dropDeletions = part.whole() || !engine.rules().keep(Rule.KEEP_DELETIONS);
        Optional<SegmentWriter> open = Optional.empty();
        while (records.hasNext() && !partition.deleted()) {
            LogRecord record = records.next();
            if (record.item().isEmpty() && dropDeletions) {
                continue;
            }
            SegmentWriter writer = open.orElseGet(() -> writer(run, handover));
            writer.add(record);
            open = Optional.of(writer);
            if (writer.sizeBytes() >= engine.tuning().segmentBytes()) {
                merged.add(run, put(writer, handover));
                open = Optional.empty();
                if (!wanted(plan)) {
                    return false;
                }
            }
        }
        if (partition.deleted()) {
            return false;
        }
        open.ifPresent(writer -> merged.add(run, put(writer, handover)));
        return true;
    }

    private DataName freshName() {
        UniqueName name = UniqueName.fresh(engine.clock().nowMicros(), engine.environment());
        return new DataName(partition.name(), name);
    }

    private SegmentWriter writer(int run, Handover handover) {
        return new SegmentWriter(freshName(), run, engine.tuning().blockBytes(), handover::closed);
    }

    private SegmentRef put(SegmentWriter writer, Handover handover) {
        SegmentWriter.Segment segment = writer.finish();
        engine.patient().putData(segment.ref().key(), segment.content());
        handover.finished(segment);
        return segment.ref();
    }

    /// Writes the indexes of the log that are due, whatever number of chunks compactions have
    /// taken.
    private UnaryOperator<Manifest> index(Manifest base) {
        UnaryOperator<Manifest> indexing = UnaryOperator.identity();
        Manifest left = base;
        Optional<LogIndex> due = LogIndex.due(left, engine.tuning().logIndexFan());
        while (due.isPresent()) {
            LogIndex index = due.get();
            Content content = index.encode(partition.name());
            LogRef ref = index.ref(freshName(), content.length());
            if (engine.rules().keep(Rule.INDEX_BEFORE_HEAD)) {
                engine.patient().putData(ref.key(), content);
            }
            UnaryOperator<Manifest> before = indexing;
            indexing = current -> before.apply(current).indexed(index, ref);
            left = left.indexed(index, ref);
            due = LogIndex.due(left, engine.tuning().logIndexFan());
        }
        return indexing;
    }

    /// Replaces the input levels by the new levels.
    private final class Publication implements HeadChange {
        private final Plan plan;
        private final Merged merged;
        private final UnaryOperator<Manifest> indexing;
        private final Manifest base;
        private final CompletableFuture<JobOutcome> outcome = new CompletableFuture<>();
        private boolean superseded;

        Publication(Plan plan, Merged merged, UnaryOperator<Manifest> indexing, Manifest base) {
            this.plan = plan;
            this.merged = merged;
            this.indexing = indexing;
            this.base = base;
        }

        @Override
        public Edit decide(PartitionState now) {
            Manifest current = engine.rules().keep(Rule.REBASE_COMPACTION) ? now.manifest() : base;
            superseded = !plan.fits(current);
            return superseded ? Edit.NONE : Edit.of(indexing.apply(replaced(current)));
        }

        private Manifest replaced(Manifest current) {
            Runs<List<Level>> runs = current.runs();
            for (Map.Entry<Integer, CompactionPolicy.Part> part : plan.runs().entrySet()) {
                int run = part.getKey();
                List<Level> before = runs.of(run);
                List<Level> after = new ArrayList<>();
                if (!merged.of(run).isEmpty()) {
                    after.add(new Level(merged.of(run)));
                }
                after.addAll(before.subList(part.getValue().levels().size(), before.size()));
                runs = runs.with(run, List.copyOf(after));
            }
            return current.compacted(plan.last(), runs);
        }

        /// Waits longer, because a merge costs more than a wait.
        @Override
        public int patience() {
            return PATIENCE;
        }

        @Override
        public void settled(Settlement settlement) {
            outcome.complete(
                    switch (settlement) {
                        case Settlement.Decided decided ->
                                superseded ? new JobOutcome.Superseded() : new JobOutcome.Done();
                        case Settlement.Deleted deleted -> new JobOutcome.Superseded();
                        case Settlement.Failed(String why) -> new JobOutcome.Failed(why);
                        case Settlement.Unknown(String why) -> new JobOutcome.Failed(why);
                        case Settlement.Throttled throttled -> new JobOutcome.Failed("throttled");
                    });
        }
    }
}
