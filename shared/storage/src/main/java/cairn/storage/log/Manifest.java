package cairn.storage.log;

import cairn.storage.format.ByteReader;
import cairn.storage.format.ByteWriter;
import cairn.storage.format.DataName;
import cairn.storage.format.Fields;
import cairn.storage.format.FieldsWriter;
import cairn.storage.format.Level;
import cairn.storage.format.LogRef;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Runs;
import cairn.storage.format.Tag;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The part of a head that most commits do not change: the state of the partition, and the
/// references to its data outside the tail.
///
/// @param log stretches of the log, oldest first, without a gap up to the tail; the newest are
///   chunks, the oldest may be indexes
/// @param compactedThrough last sequence number that segments cover: where a stretch ends, or 0
/// @param runs the levels of each run, newest first: a key found in one hides those behind it
/// @param schema the table's schema that a writer must know at least: [the
///   fence](docs/protocol.md#derived-from-the-log)
/// @param unknown of a later Cairn
public record Manifest(
        LifeState state,
        List<LogRef> log,
        long compactedThrough,
        Runs<List<Level>> runs,
        long schema,
        Fields.Unknown unknown) {
    // A head also has fields 1 and 2; numbers 4 and 5 have another meaning in format 2.
    private static final Tag STATE = Tag.essential(3);
    private static final Tag RUNS = Tag.essential(6);
    private static final Tag LOG = Tag.essential(7);
    private static final Tag COMPACTED = Tag.essential(8);
    private static final Tag SCHEMA = Tag.essential(9);

    /// A partition that has never been written.
    public static final Manifest EMPTY =
            new Manifest(
                    new LifeState.Live(),
                    List.of(),
                    0,
                    Runs.all(List.of()),
                    0,
                    Fields.Unknown.NONE);

    public Manifest {
        log = List.copyOf(log);
    }

    /// This manifest with one more chunk, which holds the former tail.
    public Manifest plus(LogRef chunk) {
        List<LogRef> longer = new ArrayList<>(log);
        longer.add(chunk);
        return new Manifest(state, longer, compactedThrough, runs, schema, unknown);
    }

    /// This manifest with the segments of a compaction.
    ///
    /// @param through last sequence number that they cover
    public Manifest compacted(long through, Runs<List<Level>> newRuns) {
        return new Manifest(state, log, through, newRuns, schema, unknown);
    }

    /// This manifest with an index instead of the stretches that the index names; unchanged if it
    /// does not name all of them.
    public Manifest indexed(LogIndex index, LogRef ref) {
        int from = Collections.indexOfSubList(log, index.refs());
        if (from < 0) {
            return this;
        }
        List<LogRef> shorter = new ArrayList<>(log.subList(0, from));
        shorter.add(ref);
        shorter.addAll(log.subList(from + index.refs().size(), log.size()));
        return new Manifest(state, shorter, compactedThrough, runs, schema, unknown);
    }

    public Manifest with(LifeState newState) {
        return new Manifest(newState, log, compactedThrough, runs, schema, unknown);
    }

    /// The same for writers that know at least this schema.
    public Manifest fenced(long newSchema) {
        return new Manifest(state, log, compactedThrough, runs, newSchema, unknown);
    }

    /// The levels of the items.
    public List<Level> levels() {
        return runs.of(Runs.ITEMS);
    }

    /// The levels of all runs.
    public List<Level> allLevels() {
        return runs.values().stream().flatMap(List::stream).toList();
    }

    /// The newest chunk, from which the chain starts, compacted or not.
    public Optional<DataName> newestChunk() {
        return log.isEmpty() ? Optional.empty() : Optional.of(log.getLast().data());
    }

    /// Chunks whose records no segment holds yet, oldest first, without a gap up to the tail.
    public List<LogRef> uncompacted() {
        int from = log.size();
        while (from > 0 && log.get(from - 1).last() > compactedThrough) {
            from--;
        }
        return log.subList(from, log.size());
    }

    public long uncompactedBytes() {
        long bytes = 0;
        for (LogRef chunk : uncompacted()) {
            bytes += chunk.sizeBytes();
        }
        return bytes;
    }

    void write(FieldsWriter fields, PartitionName holder) {
        fields.field(STATE, state::write);
        if (!log.isEmpty()) {
            fields.field(LOG, out -> LogRef.writeAll(out, log, holder));
        }
        if (compactedThrough > 0) {
            fields.field(COMPACTED, out -> out.varint(compactedThrough));
        }
        if (!runs.values().isEmpty()) {
            fields.field(RUNS, out -> writeRuns(out, holder));
        }
        if (schema > 0) {
            fields.field(SCHEMA, out -> out.varint(schema));
        }
    }

    private void writeRuns(ByteWriter out, PartitionName holder) {
        out.varint(runs.numbers().count());
        runs.numbers().forEach(run -> Level.writeAll(out.varint(run), runs.of(run), holder));
    }

    static Manifest read(Fields fields, PartitionName holder) {
        return new Manifest(
                fields.need(STATE, LifeState::read),
                fields.take(LOG, in -> readLog(in, holder)).orElse(List.of()),
                fields.take(COMPACTED, ByteReader::varint).orElse(0L),
                fields.take(RUNS, in -> readRuns(in, holder)).orElse(EMPTY.runs),
                fields.take(SCHEMA, ByteReader::varint).orElse(0L),
                fields.rest());
    }

    private static List<LogRef> readLog(ByteReader in, PartitionName holder) {
        List<LogRef> log = LogRef.readAll(in, holder);
        if (!log.isEmpty() && log.getLast().height() != 0) {
            throw in.corrupt("an index where the newest chunk is expected");
        }
        return log;
    }

    private static Runs<List<Level>> readRuns(ByteReader in, PartitionName holder) {
        Runs<List<Level>> runs = EMPTY.runs;
        for (int i = in.count(); i > 0; i--) {
            int run = Runs.readNumber(in);
            runs = runs.with(run, Level.readAll(in, holder));
        }
        return runs;
    }
}
