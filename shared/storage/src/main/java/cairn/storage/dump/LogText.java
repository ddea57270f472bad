package cairn.storage.dump;

import cairn.storage.environment.UniqueName;
import cairn.storage.format.ChunkRef;
import cairn.storage.format.DataName;
import cairn.storage.format.Level;
import cairn.storage.format.LogRecord;
import cairn.storage.format.PartitionName;
import cairn.storage.format.SegmentRef;
import cairn.storage.log.Chunk;
import cairn.storage.log.Commit;
import cairn.storage.log.Head;
import cairn.storage.log.LogSection;
import cairn.storage.log.Manifest;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Heads and chunks: what holds a part of the log.
///
/// Commits are chained by checksums, so one that is damaged makes all of its object unbelievable:
/// CorruptObject comes before any line.
final class LogText {
    private LogText() {}

    static boolean head(PartitionName partition, byte[] bytes, Consumer<String> lines) {
        Head head = Head.decode(partition, bytes);
        Manifest manifest = head.manifest();
        lines.accept("head of " + Spelling.owner(partition));
        lines.accept("state " + manifest.state().name().toLowerCase(Locale.ROOT));
        lines.accept("newest chunk " + Spelling.name(manifest.newestChunk(), partition));
        lines.accept(
                "chunks not compacted: %d, %d bytes"
                        .formatted(manifest.uncompacted().size(), manifest.uncompactedBytes()));
        for (ChunkRef chunk : manifest.uncompacted()) {
            lines.accept(
                    "  chunk %s, sequence %d to %d, %d bytes"
                            .formatted(
                                    chunk.name(),
                                    chunk.before() + 1,
                                    chunk.last(),
                                    chunk.sizeBytes()));
        }
        lines.accept("levels, newest first: " + manifest.levels().size());
        manifest.levels().forEach(level -> level(level, lines));
        lines.accept("tail");
        section(head.tail(), lines);
        return true;
    }

    private static void level(Level level, Consumer<String> lines) {
        lines.accept(
                "  level of %d segments, %d items of %d bytes, %d bytes stored"
                        .formatted(
                                level.segments().size(),
                                level.items(),
                                level.itemBytes(),
                                level.sizeBytes()));
        for (SegmentRef segment : level.segments()) {
            lines.accept(
                    "    segment %s, %d items of %d bytes, %d bytes stored, footer of %d at %d"
                            .formatted(
                                    segment.name(),
                                    segment.items(),
                                    segment.itemBytes(),
                                    segment.sizeBytes(),
                                    segment.footer().length(),
                                    segment.footer().offset()));
            lines.accept("      from " + Spelling.key(segment.first()));
            lines.accept("      to   " + Spelling.key(segment.last()));
        }
    }

    static boolean chunk(
            PartitionName partition, UniqueName name, byte[] bytes, Consumer<String> lines) {
        Chunk chunk = Chunk.decode(new DataName(partition, name), bytes);
        lines.accept("chunk of " + Spelling.owner(partition));
        lines.accept("predecessor " + Spelling.name(chunk.predecessor(), partition));
        section(chunk.log(), lines);
        return true;
    }

    private static void section(LogSection section, Consumer<String> lines) {
        List<Commit> commits = section.commitsAfter(0);
        lines.accept("  begins behind " + position(section.before()));
        lines.accept("  %d commits, %d bytes".formatted(commits.size(), section.length()));
        for (Commit commit : commits) {
            lines.accept(
                    "  commit %s, sequence %d to %d, %s"
                            .formatted(
                                    commit.id(),
                                    commit.firstSequence(),
                                    commit.lastSequence(),
                                    Spelling.time(commit.timeMicros())));
            for (LogRecord record : commit.records()) {
                lines.accept("    " + Spelling.record(record));
            }
        }
        lines.accept("  ends at " + position(section.after()));
    }

    private static String position(LogSection.Position position) {
        return position.equals(LogSection.Position.START)
                ? "the log's beginning"
                : "sequence %d, %s, checksum %s"
                        .formatted(
                                position.sequence(),
                                Spelling.time(position.timeMicros()),
                                Spelling.checksum(position.crc()));
    }
}
