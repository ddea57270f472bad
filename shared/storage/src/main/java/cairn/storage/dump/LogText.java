package cairn.storage.dump;

import cairn.storage.environment.UniqueName;
import cairn.storage.format.DataName;
import cairn.storage.format.Level;
import cairn.storage.format.LogRecord;
import cairn.storage.format.LogRef;
import cairn.storage.format.PartitionName;
import cairn.storage.format.SegmentRef;
import cairn.storage.log.Chunk;
import cairn.storage.log.Commit;
import cairn.storage.log.Head;
import cairn.storage.log.LifeState;
import cairn.storage.log.LogIndex;
import cairn.storage.log.LogSection;
import cairn.storage.log.Manifest;

import java.util.List;
import java.util.function.Consumer;

/// Heads and chunks, the objects that hold part of the log.
///
/// Checksums chain the commits, so a damaged one makes the whole object unreliable: CorruptObject
/// is thrown before any line.
final class LogText {
    private LogText() {}

    static boolean head(PartitionName partition, byte[] bytes, Consumer<String> lines) {
        Head head = Head.decode(partition, bytes);
        Manifest manifest = head.manifest();
        lines.accept("head of " + Spelling.owner(partition));
        state(manifest.state(), lines);
        lines.accept("compacted through " + manifest.compactedThrough());
        lines.accept(
                "chunks not compacted: %d, %d bytes"
                        .formatted(manifest.uncompacted().size(), manifest.uncompactedBytes()));
        lines.accept("log");
        manifest.log().forEach(ref -> stretch(ref, partition, lines));
        for (int run : manifest.runs().numbers().toArray()) {
            List<Level> levels = manifest.runs().of(run);
            lines.accept("run %d, levels, newest first: %d".formatted(run, levels.size()));
            levels.forEach(level -> level(level, lines));
        }
        lines.accept("tail");
        section(head.tail(), lines);
        return true;
    }

    private static void state(LifeState state, Consumer<String> lines) {
        switch (state) {
            case LifeState.Live live -> lines.accept("state live");
            case LifeState.Deleted deleted -> lines.accept("state deleted");
            case LifeState.Sealed(List<LifeState.Child> children) -> {
                lines.accept("state sealed, children: " + children.size());
                for (LifeState.Child child : children) {
                    lines.accept("  " + Spelling.owner(child.partition()));
                    lines.accept("    from " + Spelling.key(child.from()));
                }
            }
        }
    }

    private static void stretch(LogRef ref, PartitionName holder, Consumer<String> lines) {
        lines.accept(
                "  %s %s, sequence %d to %d, %s to %s, %d bytes"
                        .formatted(
                                ref.height() == 0 ? "chunk" : "index of height " + ref.height(),
                                Spelling.name(ref.data(), holder),
                                ref.before() + 1,
                                ref.last(),
                                Spelling.time(ref.beforeMicros()),
                                Spelling.time(ref.lastMicros()),
                                ref.sizeBytes()));
    }

    static boolean index(
            PartitionName partition, UniqueName name, byte[] bytes, Consumer<String> lines) {
        LogIndex index = LogIndex.decode(new DataName(partition, name), bytes);
        lines.accept("index of the log of " + Spelling.owner(partition));
        index.refs().forEach(ref -> stretch(ref, partition, lines));
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
