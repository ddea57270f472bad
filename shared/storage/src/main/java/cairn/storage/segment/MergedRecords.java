package cairn.storage.segment;

import cairn.storage.environment.Waiting;
import cairn.storage.format.Level;
import cairn.storage.format.LogRecord;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/// Several sorted runs as one: if several hold a key, only the newest run's record is returned.
/// Deletions are also records. Used by one thread.
public final class MergedRecords implements Iterator<LogRecord> {
    private static final class Source {
        final Iterator<LogRecord> records;
        final int age;
        LogRecord head;

        Source(Iterator<LogRecord> records, int age) {
            this.records = records;
            this.age = age;
            this.head = records.next();
        }
    }

    private final PriorityQueue<Source> sources;

    /// @param newestFirst runs in ascending order of keys, or all in descending order
    private MergedRecords(List<Iterator<LogRecord>> newestFirst, boolean ascending) {
        Comparator<Source> byKey = Comparator.comparing(source -> source.head.key());
        Comparator<Source> order = ascending ? byKey : byKey.reversed();
        this.sources = new PriorityQueue<>(order.thenComparingInt(source -> source.age));
        for (int age = 0; age < newestFirst.size(); age++) {
            if (newestFirst.get(age).hasNext()) {
                sources.add(new Source(newestFirst.get(age), age));
            }
        }
    }

    /// Walks `recent` and then older `levels` over `range`.
    ///
    /// @param recent in the range and its direction, newer than all levels
    public static Iterator<LogRecord> over(
            Iterator<LogRecord> recent, List<Level> levels, SegmentReader reader, Walk walk) {
        if (levels.isEmpty()) {
            return recent;
        }
        List<Iterator<LogRecord>> newestFirst = new ArrayList<>();
        newestFirst.add(recent);
        for (Level level : levels) {
            newestFirst.add(new LevelWalk(reader, level, walk.range, walk.firstRun, walk.waiting));
        }
        return new MergedRecords(newestFirst, walk.range.ascending());
    }

    /// The parameters of a walk.
    ///
    /// @param firstRun number of blocks that the first request to a level fetches
    public record Walk(Range range, int firstRun, Waiting waiting) {}

    @Override
    public boolean hasNext() {
        return !sources.isEmpty();
    }

    @Override
    public LogRecord next() {
        Source first = sources.poll();
        if (first == null) {
            throw new NoSuchElementException();
        }
        LogRecord record = first.head;
        advance(first);
        while (true) {
            @Nullable Source same = sources.peek();
            if (same == null || !same.head.key().equals(record.key())) {
                return record;
            }
            advance(sources.remove());
        }
    }

    private void advance(Source source) {
        if (source.records.hasNext()) {
            source.head = source.records.next();
            sources.add(source);
        }
    }
}
