package cairn.storage.background;

import cairn.storage.background.CompactionPolicy.Plan;
import cairn.storage.environment.UniqueName;
import cairn.storage.format.ChunkRef;
import cairn.storage.format.Description;
import cairn.storage.format.Level;
import cairn.storage.format.LogRecord;
import cairn.storage.format.SegmentRef;
import cairn.storage.format.SegmentWriter;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Partition;
import cairn.storage.partition.Restructuring;
import cairn.storage.partition.Rule;
import cairn.storage.partition.Settlement;
import cairn.storage.request.MissingObject;
import cairn.storage.segment.Handover;
import cairn.storage.segment.MergedRecords;
import cairn.storage.segment.Range;
import cairn.storage.segment.SegmentReader;
import cairn.storage.segment.Waiting;

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
        if (base.description().uncompacted().isEmpty()) {
            return new CompactionOutcome.Superseded();
        }
        Plan plan = CompactionPolicy.plan(base.description(), engine.tuning().levelGrowth());
        Handover handover = new Handover(engine.cache(), base.description().levels());
        Optional<List<SegmentRef>> merged = merged(plan, base.records(), handover);
        if (merged.isEmpty()) {
            return new CompactionOutcome.Superseded();
        }
        Publication publication = new Publication(plan, merged.get(), base.description());
        partition.submit(publication);
        CompactionOutcome outcome = publication.outcome.join();
        if (outcome instanceof CompactionOutcome.Published) {
            handover.done(plan.levels());
        }
        return outcome;
    }

    /// The merged segments; absent if the plan was superseded meanwhile.
    private Optional<List<SegmentRef>> merged(
            Plan plan, Iterator<LogRecord> recent, Handover handover) {
        try {
            return wanted(plan) ? merge(plan, recent, handover) : Optional.empty();
        } catch (MissingObject e) {
            if (wanted(plan)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /// Whether the head still names all that the plan takes. One conditional GET; none for the sole
    /// owner of a store, where no other process can compact.
    private boolean wanted(Plan plan) {
        return engine.soleOwner()
                || partition.confirmedDescription().filter(plan::fits).isPresent();
    }

    private Optional<List<SegmentRef>> merge(
            Plan plan, Iterator<LogRecord> recent, Handover handover) {
        SegmentReader reader =
                SegmentReader.passing(
                        partition.name(), engine.environment(), engine.patient(), engine.cache());
        Iterator<LogRecord> records =
                MergedRecords.over(
                        new UpTo(recent, plan.last()),
                        plan.levels(),
                        reader,
                        new MergedRecords.Walk(Range.ALL, SegmentReader.RUN_MAX, Waiting.ALLOWED));
        boolean dropDeletions = plan.whole() || !engine.rules().keep(Rule.KEEP_DELETIONS);
        List<SegmentRef> written = new ArrayList<>();
        Optional<SegmentWriter> open = Optional.empty();
        while (records.hasNext()) {
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
                    return Optional.empty();
                }
            }
        }
        open.ifPresent(writer -> written.add(put(writer, handover)));
        return Optional.of(written);
    }

    private SegmentWriter writer(Handover handover) {
        UniqueName name = UniqueName.fresh(engine.clock().nowMicros(), engine.environment());
        return new SegmentWriter(
                partition.name(), name, engine.tuning().blockBytes(), handover::closed);
    }

    private SegmentRef put(SegmentWriter writer, Handover handover) {
        SegmentWriter.Segment segment = writer.finish();
        engine.patient().putData(partition.name().segment(segment.ref().name()), segment.content());
        handover.finished(segment);
        return segment.ref();
    }

    /// Puts the new level in the place of what it was made from.
    private final class Publication implements Restructuring {
        private final Plan plan;
        private final List<SegmentRef> merged;
        private final Description base;
        private final CompletableFuture<CompactionOutcome> outcome = new CompletableFuture<>();
        private boolean superseded;

        Publication(Plan plan, List<SegmentRef> merged, Description base) {
            this.plan = plan;
            this.merged = merged;
            this.base = base;
        }

        @Override
        public Optional<Description> of(Description current) {
            if (!engine.rules().keep(Rule.REBASE_COMPACTION)) {
                return Optional.of(replaced(base));
            }
            superseded = !plan.fits(current);
            return superseded ? Optional.empty() : Optional.of(replaced(current));
        }

        private Description replaced(Description current) {
            List<ChunkRef> chunks = current.uncompacted();
            List<Level> levels = new ArrayList<>();
            if (!merged.isEmpty()) {
                levels.add(new Level(merged));
            }
            levels.addAll(current.levels().subList(plan.levels().size(), current.levels().size()));
            return current.compacted(chunks.subList(plan.chunks().size(), chunks.size()), levels);
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
