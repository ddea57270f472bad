package cairn.storage.format;

import cairn.item.KeyRange;
import cairn.item.StorageKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Segments whose key ranges do not overlap, in key order; together they are one sorted run.
public record Level(List<SegmentRef> segments) {
    public Level {
        segments = List.copyOf(segments);
        for (int i = 1; i < segments.size(); i++) {
            if (segments.get(i - 1).last().compareTo(segments.get(i).first()) >= 0) {
                throw new IllegalArgumentException("segments of one level overlap");
            }
        }
    }

    public long items() {
        return segments.stream().mapToLong(SegmentRef::items).sum();
    }

    public long itemBytes() {
        return segments.stream().mapToLong(SegmentRef::itemBytes).sum();
    }

    public long sizeBytes() {
        return segments.stream().mapToLong(SegmentRef::sizeBytes).sum();
    }

    /// DynamoDB's sizes of the items in `range`, plus all other items of the segments that it
    /// overlaps.
    public long itemBytesIn(KeyRange range) {
        int from = range.from().map(this::firstReaching).orElse(0);
        int to = range.to().map(this::lastBelow).orElse(segments.size() - 1);
        long bytes = 0;
        for (int i = from; i <= to; i++) {
            bytes += segments.get(i).itemBytes();
        }
        return bytes;
    }

    /// The segment whose range holds `key`, if any.
    public Optional<SegmentRef> segmentOf(StorageKey key) {
        int index = firstReaching(key);
        return index < segments.size() && segments.get(index).first().compareTo(key) <= 0
                ? Optional.of(segments.get(index))
                : Optional.empty();
    }

    /// Index of the first segment that contains `key` or is after it; the number of segments if
    /// there is none.
    public int firstReaching(StorageKey key) {
        int low = 0;
        int high = segments.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (segments.get(middle).last().compareTo(key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Index of the last segment that starts below `bound`; -1 if there is none.
    public int lastBelow(StorageKey bound) {
        int reaching = firstReaching(bound);
        return reaching < segments.size() && segments.get(reaching).first().compareTo(bound) < 0
                ? reaching
                : reaching - 1;
    }

    public static void writeAll(ByteWriter out, List<Level> levels, PartitionName holder) {
        out.varint(levels.size());
        for (Level level : levels) {
            out.varint(level.segments.size());
            level.segments.forEach(segment -> segment.write(out, holder));
        }
    }

    public static List<Level> readAll(ByteReader in, PartitionName holder) {
        List<Level> levels = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            List<SegmentRef> segments = new ArrayList<>();
            for (int j = in.count(); j > 0; j--) {
                segments.add(SegmentRef.read(in, holder));
            }
            levels.add(new Level(segments));
        }
        return List.copyOf(levels);
    }
}
