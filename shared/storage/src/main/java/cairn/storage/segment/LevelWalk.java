package cairn.storage.segment;

import cairn.storage.environment.Waiting;
import cairn.storage.format.Level;
import cairn.storage.format.LogRecord;
import cairn.storage.format.SegmentRef;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// Walks one level over a range, in either direction. Each fetch reads twice as many blocks as the
/// one before. So a long walk needs few requests and a short one few bytes. Used by one thread.
final class LevelWalk implements Iterator<LogRecord> {
    private final SegmentReader reader;
    private final Level level;
    private final Range range;
    private final Waiting waiting;
    private final Deque<Block> fetched = new ArrayDeque<>();
    private int run;
    private int segment;
    private @Nullable Footer footer;
    private int blockNumber;
    private @Nullable Block block;
    private int index;
    private @Nullable LogRecord next;

    /// @param firstRun number of blocks that the first request fetches
    LevelWalk(SegmentReader reader, Level level, Range range, int firstRun, Waiting waiting) {
        this.reader = reader;
        this.level = level;
        this.range = range;
        this.run = firstRun;
        this.waiting = waiting;
        this.segment =
                range.ascending()
                        ? range.from().map(level::firstReaching).orElse(0)
                        : range.to().map(level::lastBelow).orElse(level.segments().size() - 1);
        open(true);
        next = step();
    }

    private int direction() {
        return range.ascending() ? 1 : -1;
    }

    /// Opens the current segment at the walk's first block in it.
    private void open(boolean atBound) {
        footer = null;
        block = null;
        fetched.clear();
        if (segment < 0 || segment >= level.segments().size()) {
            return;
        }
        SegmentRef ref = level.segments().get(segment);
        if (range.passed(range.ascending() ? ref.first() : ref.last())) {
            return;
        }
        Footer opened = reader.footer(ref, waiting);
        footer = opened;
        if (range.ascending()) {
            blockNumber = atBound ? range.from().map(opened::blockOf).orElse(0) : 0;
        } else {
            int last = opened.blocks() - 1;
            blockNumber = atBound ? range.to().map(opened::blockBelow).orElse(last) : last;
        }
        enter(opened, atBound);
    }

    /// Makes block `blockNumber` the current one.
    private void enter(Footer opened, boolean atBound) {
        if (blockNumber < 0 || blockNumber >= opened.blocks()) {
            block = null;
            return;
        }
        Block entered = fetch(level.segments().get(segment), opened);
        block = entered;
        if (range.ascending()) {
            index = atBound ? range.from().map(entered::atOrAbove).orElse(0) : 0;
        } else {
            int end = atBound ? range.to().map(entered::atOrAbove).orElse(entered.size()) : -1;
            index = (end < 0 ? entered.size() : end) - 1;
        }
    }

    private Block fetch(SegmentRef ref, Footer opened) {
        Block ahead = fetched.poll();
        if (ahead != null) {
            return ahead;
        }
        Block cached = reader.ifCached(ref, blockNumber);
        if (cached != null) {
            return cached;
        }
        if (range.ascending()) {
            int to = Math.min(opened.blocks(), blockNumber + run);
            fetched.addAll(reader.run(ref, opened, blockNumber, to, waiting));
        } else {
            int from = Math.max(0, blockNumber + 1 - run);
            List<Block> blocks = reader.run(ref, opened, from, blockNumber + 1, waiting);
            blocks.forEach(fetched::addFirst);
        }
        run = Math.min(run * 2, SegmentReader.RUN_MAX);
        return fetched.remove();
    }

    private @Nullable LogRecord step() {
        while (true) {
            Footer opened = footer;
            if (opened == null) {
                return null;
            }
            Block current = block;
            if (current == null) {
                segment += direction();
                open(false);
            } else if (index < 0 || index >= current.size()) {
                blockNumber += direction();
                enter(opened, false);
            } else {
                LogRecord record = current.record(index);
                index += direction();
                return range.passed(record.key()) ? null : record;
            }
        }
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public LogRecord next() {
        LogRecord record = next;
        if (record == null) {
            throw new NoSuchElementException();
        }
        next = step();
        return record;
    }
}
