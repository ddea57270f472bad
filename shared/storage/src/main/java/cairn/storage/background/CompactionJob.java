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
import cairn.storage.partition.Tuning;
import cairn.storage.segment.Handover;
import cairn.storage.segment.MergedRecords;
import cairn.storage.segment.Range;
import cairn.storage.segment.SegmentReader;
import cairn.storage.segment.Waiting;

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
final class CompactionJob {
    /// How many deadlines of a write it has to publish its result.
    private static final int PATIENCE = 6;

    private final Engine engine;
    private final Partition partition;

    CompactionJob(Partition partition) {
        this.engine = partition.engine();
        this.partition = partition;
    }

    /// How the job ended; [Settlement.Failed] also if somebody else compacted meanwhile.
    Settlement run() {
        Partition.Uncompacted base = partition.uncompacted();
        if (base.description().uncompacted().isEmpty()) {
            return new Settlement.Failed("nothing to compact");
        }
        Plan plan = CompactionPolicy.plan(base.description(), engine.tuning().levelGrowth());
        Handover handover = new Handover(engine.cache(), base.description().levels());
        List<SegmentRef> merged = merge(plan, base.records(), handover);
        if (partition.deleted()) {
            forget(plan.levels(), merged);
            return new Settlement.Deleted();
        }
        Publication publication = new Publication(plan, merged, base.description());
        partition.submit(publication);
        Settlement end = publication.end.join();
        if (end instanceof Settlement.Decided) {
            handover.done(plan.levels());
        }
        if (partition.deleted()) {
            forget(plan.levels(), merged);
        }
        return end;
    }

    /// What the job itself has cached. What is deleted later is forgotten then.
    private void forget(List<Level> merged, List<SegmentRef> written) {
        merged.forEach(
                level ->
                        level.segments().forEach(segment -> engine.cache().forget(segment.name())));
        written.forEach(segment -> engine.cache().forget(segment.name()));
    }

    private List<SegmentRef> merge(Plan plan, Iterator<LogRecord> recent, Handover handover) {
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
            }
        }
        open.ifPresent(writer -> written.add(put(writer, handover)));
        return written;
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
        private final CompletableFuture<Settlement> end = new CompletableFuture<>();

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
            boolean there =
                    startsWith(current.uncompacted(), plan.chunks())
                            && startsWith(current.levels(), plan.levels());
            return there ? Optional.of(replaced(current)) : Optional.empty();
        }

        private static <T> boolean startsWith(List<T> list, List<T> beginning) {
            return list.size() >= beginning.size()
                    && list.subList(0, beginning.size()).equals(beginning);
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

        /// A merge costs more than a wait.
        @Override
        public Duration deadline(Tuning tuning) {
            return tuning.writeDeadline().multipliedBy(PATIENCE);
        }

        @Override
        public void settled(Settlement settlement) {
            end.complete(settlement);
        }
    }
}
