package cairn.storage.format;

import java.util.ArrayList;
import java.util.List;

/// Segments whose key ranges do not overlap, in key order: together one sorted run.
public record Level(List<SegmentRef> segments) {
    public Level {
        segments = List.copyOf(segments);
        for (int i = 1; i < segments.size(); i++) {
            if (segments.get(i - 1).last().compareTo(segments.get(i).first()) >= 0) {
                throw new IllegalArgumentException("segments of one level overlap");
            }
        }
    }

    public long sizeBytes() {
        return segments.stream().mapToLong(SegmentRef::sizeBytes).sum();
    }

    static void writeAll(ByteWriter out, List<Level> levels) {
        out.varint(levels.size());
        for (Level level : levels) {
            out.varint(level.segments.size());
            level.segments.forEach(segment -> segment.write(out));
        }
    }

    static List<Level> readAll(ByteReader in) {
        List<Level> levels = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            List<SegmentRef> segments = new ArrayList<>();
            for (int j = in.count(); j > 0; j--) {
                segments.add(SegmentRef.read(in));
            }
            levels.add(new Level(segments));
        }
        return List.copyOf(levels);
    }
}
