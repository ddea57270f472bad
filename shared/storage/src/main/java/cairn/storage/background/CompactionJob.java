package cairn.storage.background;

import cairn.storage.background.CompactionPolicy.Plan;
import cairn.storage.environment.UniqueName;
import cairn.storage.environment.Waiting;
import cairn.storage.format.ChunkRef;
import cairn.storage.format.DataName;
import cairn.storage.format.Level;
import cairn.storage.format.LogRecord;
import cairn.storage.format.SegmentRef;
import cairn.storage.log.Manifest;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Partition;
import cairn.storage.partition.Restructuring;
import cairn.storage.partition.Rule;
import cairn.storage.partition.Settlement;
import cairn.storage.partition.Tuning;
import cairn.storage.request.MissingObject;
import cairn.storage.segment.Handover;
import cairn.storage.segment.MergedRecords;
import cairn.storage.segment.Range;
import cairn.storage.segment.SegmentReader;
import cairn.storage.segment.SegmentWriter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// One compaction of one partition: merges chunks and levels into a new level, streaming, and
/// publishes it by a commit of the head. Used once, by one thread.
///
/// What it reads never changes, so a race lost at the end costs another commit, not another merge.
/// Several processes may compact one partition at the same time. The first to publish wins, and a
/// job that finds its input replaced is superseded. The job reads the head again before the merge
/// and before each further segment, so that little is merged in vain.
final class CompactionJob {
    /// How many deadlines of a write it has to publish its result.
    private static final int PATIENCE = 6;

    private final Engine engine;
    private final Partition partition;

    CompactionJob(Partition partition) {
        this.engine = partition.engine();
        this.partition = partition;
    }

    /// Compacts what waits now.
    ///
    /// @throws cairn.storage.request.StoreUnavailable the store does not answer
    /// @throws MissingObject an object that the current head names is gone
    CompactionOutcome run() {
        Partition.Uncompacted base = partition.uncompacted();
        if (base.manifest().uncompacted().isEmpty()) {
            return new CompactionOutcome.Superseded();
        }
        Plan plan = CompactionPolicy.plan(base.manifest(), engine.tuning().levelGrowth());
        Handover handover = new Handover(engine.cache(), base.manifest().levels());
        List<SegmentRef> written = new ArrayList<>();
        CompactionOutcome outcome =
                merged(plan, base.records(), handover, written)
                        ? publish(new Publication(plan, written, base.manifest()), handover)
                        : new CompactionOutcome.Superseded();
        if (partition.deleted()) {
            forget(plan.levels(), written);
        }
        return outcome;
    }

    private CompactionOutcome publish(Publication publication, Handover handover) {
        partition.submit(publication);
        CompactionOutcome outcome = publication.outcome.join();
        if (outcome instanceof CompactionOutcome.Published) {
            handover.done(publication.plan.levels());
        }
        return outcome;
    }

    /// What the job itself has cached. What is deleted later is forgotten then.
    private void forget(List<Level> merged, List<SegmentRef> written) {
        merged.forEach(
                level ->
                        level.segments().forEach(segment -> engine.cache().forget(segment.name())));
        written.forEach(segment -> engine.cache().forget(segment.name()));
    }

    /// Whether the head still names all that the plan takes. One conditional GET; none for the sole
    /// owner of a store, where no other process can compact.
    private boolean wanted(Plan plan) {
        return engine.soleOwner()
                ? !partition.deleted()
                : partition.confirmedManifest().filter(plan::fits).isPresent();
    }

    /// Merges what the plan takes.
    ///
    /// @param written gets each segment that is stored
    /// @return false if the plan was superseded meanwhile
    private boolean merged(
            Plan plan, Iterator<LogRecord> recent, Handover handover, List<SegmentRef> written) {
        try {
            return wanted(plan) && merge(plan, recent, handover, written);
        } catch (MissingObject e) {
            if (wanted(plan)) {
                throw e;
            }
            return false;
        }
    }

    private boolean merge(
            Plan plan, Iterator<LogRecord> recent, Handover handover, List<SegmentRef> written) {
        SegmentReader reader =
                SegmentReader.passing(engine.environment(), engine.patient(), engine.cache());
        Iterator<LogRecord> records =
                MergedRecords.over(
                        new UpTo(recent, plan.last()),
                        plan.levels(),
                        reader,
                        new MergedRecords.Walk(Range.ALL, SegmentReader.RUN_MAX, Waiting.ALLOWED));
        boolean dropDeletions = plan.whole() || !engine.rules().keep(Rule.KEEP_DELETIONS);
        Optional<SegmentWriter> open = Optional.empty();
        while (records.hasNext() && !partition.deleted()) {
            LogRecord record = records.next();
            if (record.item().isEmpty() && dropDeletions) {
                continue;
            }
            SegmentWriter writer = open.orElseGet(() -> writer(handover));
            writer.add(record);
            open = Optional.of(writer);
            if (writer.sizeBytes() >= engine.tuning().segmentBytes()) {
                written.add(put(writer, handover));
                open = Optional.empty();
                if (!wanted(plan)) {
                    return false;
                }
            }
        }
        if (partition.deleted()) {
            return false;
        }
        open.ifPresent(writer -> written.add(put(writer, handover)));
        return true;
    }

    private SegmentWriter writer(Handover handover) {
        UniqueName name = UniqueName.fresh(engine.clock().nowMicros(), engine.environment());
        return new SegmentWriter(
                new DataName(partition.name(), name),
                engine.tuning().blockBytes(),
                handover::closed);
    }

    private SegmentRef put(SegmentWriter writer, Handover handover) {
        SegmentWriter.Segment segment = writer.finish();
        engine.patient().putData(segment.ref().key(), segment.content());
        handover.finished(segment);
        return segment.ref();
    }

    /// Puts the new level in the place of what it was made from.
    private final class Publication implements Restructuring {
        private final Plan plan;
        private final List<SegmentRef> merged;
        private final Manifest base;
        private final CompletableFuture<CompactionOutcome> outcome = new CompletableFuture<>();
        private boolean superseded;

        Publication(Plan plan, List<SegmentRef> merged, Manifest base) {
            this.plan = plan;
            this.merged = merged;
            this.base = base;
        }

        @Override
        public Optional<Manifest> of(Manifest current) {
            if (!engine.rules().keep(Rule.REBASE_COMPACTION)) {
                return Optional.of(replaced(base));
            }
            superseded = !plan.fits(current);
            return superseded ? Optional.empty() : Optional.of(replaced(current));
        }

        private Manifest replaced(Manifest current) {
            List<ChunkRef> chunks = current.uncompacted();
            List<Level> levels = new ArrayList<>();
            if (!merged.isEmpty()) {
                levels.add(new Level(merged));
            }
            levels.addAll(current.levels().subList(plan.levels().size(), current.levels().size()));
            return current.compacted(chunks.subList(plan.chunks().size(), chunks.size()), levels);
        }

        /// A merge costs more than a wait.
        @Override
        public Duration deadline(Tuning tuning) {
            return tuning.writeDeadline().multipliedBy(PATIENCE);
        }

        @Override
        public void settled(Settlement settlement) {
            outcome.complete(
                    switch (settlement) {
                        case Settlement.Decided decided -> new CompactionOutcome.Published();
                        case Settlement.Deleted deleted -> new CompactionOutcome.Superseded();
                        case Settlement.Failed(String why) ->
                                superseded
                                        ? new CompactionOutcome.Superseded()
                                        : new CompactionOutcome.Failed(why);
                        case Settlement.Unknown(String why) -> new CompactionOutcome.Failed(why);
                        case Settlement.Throttled throttled ->
                                new CompactionOutcome.Failed("throttled");
                    });
        }
    }
}
