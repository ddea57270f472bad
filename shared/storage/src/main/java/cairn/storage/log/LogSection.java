package cairn.storage.log;

import cairn.item.StorageKey;
import cairn.storage.format.ByteReader;
import cairn.storage.format.ByteWriter;
import cairn.storage.format.CommitId;
import cairn.storage.format.LogRecord;
import cairn.storage.format.StoredItem;
import cairn.storage.port.Content;
import cairn.storage.port.ObjectKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A run of encoded commits without a gap: the tail of a head, or the body of a chunk.
///
/// Each commit's checksum covers the one before it, through sections and chunks back to the
/// partition's first commit: a commit that is missing, moved or from another lineage does not fit.
/// Immutable.
///
/// @param before where the section begins
/// @param commits encoded, in order; each lies in one part
/// @param after where it ends
public record LogSection(Position before, Content commits, Position after) {
    private static final int PUT = 1;
    private static final int DELETE = 2;

    /// A place between two commits.
    ///
    /// @param sequence last sequence number before this place; 0 at the beginning of the log
    /// @param timeMicros commit time of the commit before this place
    /// @param crc checksum of the commit before this place
    public record Position(long sequence, long timeMicros, int crc) {
        /// The beginning of every log.
        public static final Position START = new Position(0, 0, 0);
    }

    /// No commits, at `position`.
    public static LogSection empty(Position position) {
        return new LogSection(position, Content.EMPTY, position);
    }

    public int length() {
        return commits.length();
    }

    /// This section and `commit` behind it.
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
                new Position(commit.lastSequence(), commit.timeMicros(), crc));
    }

    /// The rest of this section behind `beginning`, with which it begins.
    public LogSection behind(LogSection beginning) {
        if (!before.equals(beginning.before) || length() < beginning.length()) {
            throw new IllegalStateException("the section does not begin so");
        }
        return new LogSection(beginning.after, commits.from(beginning.length()), after);
    }

    private static int weight(Commit commit) {
        int bytes = 0;
        for (LogRecord record : commit.records()) {
            bytes += record.weightBytes();
        }
        return bytes;
    }

    private static void write(ByteWriter out, LogRecord record) {
        out.u8(record.item().isPresent() ? PUT : DELETE).string(record.key().bytes());
        record.item().ifPresent(item -> out.varint(item.sizeBytes()).string(item.json()));
    }

    /// Decodes and checks all commits that come after `sequence`.
    public List<Commit> commitsAfter(long sequence) {
        return commits(new ObjectKey("memory"), this, sequence);
    }

    /// Reads the section that lies in `in` from its position to its end.
    static LogSection read(ObjectKey key, Position before, byte[] bytes) {
        Position position = before;
        ByteReader in = new ByteReader(key, bytes, 0, bytes.length);
        while (!in.atEnd()) {
            position = next(in, bytes, position);
        }
        return new LogSection(before, Content.of(bytes), position);
    }

    /// Checks the commit at the reader's position against the chain and steps over it.
    private static Position next(ByteReader in, byte[] bytes, Position before) {
        int start = in.position();
        int length = in.u32();
        in.skip(length < 4 ? 0 : length - 4);
        int end = in.position();
        int crc = in.u32();
        if (length < 4 || crc != ByteWriter.crc(bytes, start, end, before.crc)) {
            throw in.corrupt("checksum of the commit after sequence number " + before.sequence);
        }
        ByteReader fields = new ByteReader(new ObjectKey("commit"), bytes, start + 20, end);
        long first = fields.varint();
        long time = fields.varint();
        if (first != before.sequence + 1 || time <= before.timeMicros) {
            throw in.corrupt("commit " + first + " follows " + before.sequence);
        }
        return new Position(first + Math.max(1, fields.varint()) - 1, time, crc);
    }

    private static List<Commit> commits(ObjectKey key, LogSection section, long after) {
        List<Commit> commits = new ArrayList<>();
        for (byte[] part : section.commits.parts()) {
            read(new ByteReader(key, part, 0, part.length), after, commits);
        }
        return commits;
    }

    private static void read(ByteReader in, long after, List<Commit> commits) {
        while (!in.atEnd()) {
            int start = in.position();
            int end = start + in.u32();
            CommitId id = new CommitId(in.u64(), in.u64());
            long first = in.varint();
            long time = in.varint();
            int count = in.count();
            if (first + Math.max(1, count) - 1 > after) {
                commits.add(new Commit(id, first, time, records(in, first, count)));
            } else {
                in.skip(end - in.position());
            }
            if (in.position() != end) {
                throw in.corrupt("commit of another length");
            }
            in.skip(4);
        }
    }

    private static List<LogRecord> records(ByteReader in, long first, int count) {
        List<LogRecord> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int kind = in.u8();
            StorageKey key = StorageKey.of(in.string());
            Optional<StoredItem> item =
                    switch (kind) {
                        case PUT -> Optional.of(new StoredItem((int) in.varint(), in.string()));
                        case DELETE -> Optional.empty();
                        default -> throw in.corrupt("record of unknown kind " + kind);
                    };
            records.add(new LogRecord(key, first + i, item));
        }
        return records;
    }
}
