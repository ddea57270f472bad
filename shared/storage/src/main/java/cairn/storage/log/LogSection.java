package cairn.storage.log;

import cairn.item.StorageKey;
import cairn.storage.format.ByteReader;
import cairn.storage.format.ByteWriter;
import cairn.storage.format.CommitId;
import cairn.storage.format.Fields;
import cairn.storage.format.LogRecord;
import cairn.storage.format.RecordForm;
import cairn.storage.format.Runs;
import cairn.storage.port.Content;
import cairn.storage.port.ObjectKey;

import java.util.ArrayList;
import java.util.List;

/// Consecutive encoded commits: the tail of a head, or the body of a chunk.
///
/// Each commit's checksum covers the preceding commit, through sections and chunks back to the
/// partition's first commit. So a commit that is missing, moved or from another lineage is
/// detected. Immutable.
///
/// @param before the position where the section starts
/// @param commits encoded, in order; each is in one part
/// @param after the position where it ends
/// @param source the object that it was read from, for errors
public record LogSection(Position before, Content commits, Position after, ObjectKey source) {
    private static final ObjectKey WRITTEN_HERE = new ObjectKey("written-here");

    /// A position between two commits.
    ///
    /// @param sequence last sequence number before this position; 0 at the start of the log
    /// @param timeMicros commit time of the commit before this position
    /// @param crc checksum of the commit before this position
    public record Position(long sequence, long timeMicros, int crc) {
        /// The start of every log.
        public static final Position START = new Position(0, 0, 0);

        void write(ByteWriter out) {
            out.u64(sequence).u64(timeMicros).u32(crc);
        }

        static Position read(ByteReader in) {
            return new Position(in.u64(), in.u64(), in.u32());
        }
    }

    /// A section without commits, at `position`.
    public static LogSection empty(Position position) {
        return new LogSection(position, Content.EMPTY, position, WRITTEN_HERE);
    }

    public int length() {
        return commits.length();
    }

    /// This section followed by `commit`.
    public LogSection plus(Commit commit) {
        if (commit.firstSequence() != after.sequence + 1
                || commit.timeMicros() <= after.timeMicros) {
            throw new IllegalStateException("commit does not follow the log");
        }
        ByteWriter out = new ByteWriter(64 + weight(commit));
        out.u32(0).u64(commit.id().high()).u64(commit.id().low());
        out.varint(commit.firstSequence()).varint(commit.timeMicros());
        out.varint(commit.records().size());
        commit.records().forEach(record -> write(out, record));
        out.patch32(0, out.length());
        int crc = out.crcFrom(0, after.crc);
        out.u32(crc);
        return new LogSection(
                before,
                commits.plus(out.toBytes()),
                new Position(commit.lastSequence(), commit.timeMicros(), crc),
                source);
    }

    /// The rest of this section after `beginning`, which is its first part.
    public LogSection behind(LogSection beginning) {
        if (!before.equals(beginning.before) || length() < beginning.length()) {
            throw new IllegalStateException("the section does not begin so");
        }
        return new LogSection(beginning.after, commits.from(beginning.length()), after, source);
    }

    private static int weight(Commit commit) {
        int bytes = 0;
        for (LogRecord record : commit.records()) {
            bytes += record.weightBytes();
        }
        return bytes;
    }

    private static void write(ByteWriter out, LogRecord record) {
        out.varint(record.run()).string(record.key().bytes());
        RecordForm.write(out, record);
    }

    /// Decodes and checks all commits after `sequence`.
    public List<Commit> commitsAfter(long sequence) {
        List<Commit> after = new ArrayList<>();
        for (byte[] part : commits.parts()) {
            read(new ByteReader(source, part, 0, part.length), sequence, after);
        }
        return after;
    }

    /// Reads the section from the position of `in` to its end.
    static LogSection read(ObjectKey key, Position before, byte[] bytes) {
        Position position = before;
        ByteReader in = new ByteReader(key, bytes, 0, bytes.length);
        while (!in.atEnd()) {
            position = next(in, bytes, position);
        }
        return new LogSection(before, Content.of(bytes), position, key);
    }

    /// Checks the commit at the reader's position against the chain and skips it.
    private static Position next(ByteReader in, byte[] bytes, Position before) {
        int start = in.position();
        int length = in.u32();
        in.skip(length < 4 ? 0 : length - 4);
        int end = in.position();
        int crc = in.u32();
        if (length < 4 || crc != ByteWriter.crc(bytes, start, end, before.crc)) {
            throw in.corrupt("checksum of the commit after sequence number " + before.sequence);
        }
        ByteReader fields = in.again(start + 20, end);
        long first = fields.varint();
        long time = fields.varint();
        if (first != before.sequence + 1 || time <= before.timeMicros) {
            throw in.corrupt("commit " + first + " follows " + before.sequence);
        }
        return new Position(first + Math.max(1, fields.varint()) - 1, time, crc);
    }

    private static void read(ByteReader in, long after, List<Commit> commits) {
        while (!in.atEnd()) {
            int length = in.u32() - 4;
            ByteReader commit = in.part(length);
            CommitId id = new CommitId(commit.u64(), commit.u64());
            long first = commit.varint();
            long time = commit.varint();
            int count = commit.count();
            long last = first + Math.max(1, count) - 1;
            if (last > after) {
                commits.add(new Commit(id, first, last, time, records(commit, first, count)));
            }
            in.skip(4);
        }
    }

    private static List<LogRecord> records(ByteReader in, long first, int count) {
        List<LogRecord> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int run = Runs.readNumber(in);
            StorageKey key = StorageKey.of(in.string());
            RecordForm.read(in, run, key, first + i).ifPresent(records::add);
        }
        if (!in.atEnd()) {
            Fields.readToEnd(in).rest();
        }
        return records;
    }
}
