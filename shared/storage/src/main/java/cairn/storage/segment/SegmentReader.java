package cairn.storage.segment;

import cairn.item.StorageKey;
import cairn.storage.environment.Environment;
import cairn.storage.environment.FanOut;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;
import cairn.storage.format.Level;
import cairn.storage.format.LogRecord;
import cairn.storage.format.SegmentRef;
import cairn.storage.port.ByteRange;
import cairn.storage.port.ObjectKey;
import cairn.storage.request.PatientStore;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the segments of one partition: one request for a footer, one for consecutive blocks, none
/// for what is cached. Thread-safe.
///
/// All methods throw MissingObject if a segment is absent: the view that named it is too old.
public final class SegmentReader {
    /// The largest number of blocks in one request.
    public static final int RUN_MAX = 32;

    private final Environment environment;
    private final PatientStore store;
    private final SegmentCache cache;
    private final boolean fills;
    private volatile boolean ended;

    private SegmentReader(
            Environment environment, PatientStore store, SegmentCache cache, boolean fills) {
        this.environment = environment;
        this.store = store;
        this.cache = cache;
        this.fills = fills;
    }

    /// A reader that caches what it reads.
    public SegmentReader(Environment environment, PatientStore store, SegmentCache cache) {
        this(environment, store, cache, true);
    }

    /// A reader that uses the cache but adds no blocks: for walks over whole segments that will not
    /// be repeated.
    public static SegmentReader passing(
            Environment environment, PatientStore store, SegmentCache cache) {
        return new SegmentReader(environment, store, cache, false);
    }

    /// Called when the partition is deleted. Nothing of it stays in the cache, and reads in
    /// progress add nothing of it.
    public void end(List<Level> levels) {
        ended = true;
        for (Level level : levels) {
            level.segments().forEach(segment -> cache.forget(segment.name()));
        }
    }

    private void cached(SegmentRef segment) {
        if (ended) {
            cache.forget(segment.name());
        }
    }

    private record Located(Block block, int index) {}

    /// The newest record of `key`: newest level first, in each at most one segment.
    public Optional<LogRecord> find(List<Level> levels, StorageKey key, Waiting waiting) {
        return locate(levels, key, waiting).map(there -> there.block.record(there.index));
    }

    /// Loads what [#find] reads into the cache.
    ///
    /// @return whether there is a record
    public boolean fetch(List<Level> levels, StorageKey key, Waiting waiting) {
        return locate(levels, key, waiting).isPresent();
    }

    private Optional<Located> locate(List<Level> levels, StorageKey key, Waiting waiting) {
        List<SegmentRef> candidates = new ArrayList<>();
        for (Level level : levels) {
            level.segmentOf(key).ifPresent(candidates::add);
        }
        if (candidates.size() > 1 && waiting == Waiting.ALLOWED) {
            fetchFooters(candidates);
        }
        for (SegmentRef segment : candidates) {
            Footer footer = footer(segment, waiting);
            if (footer.mayContain(key)) {
                Block block = block(segment, footer, footer.blockOf(key), waiting);
                int index = block.indexOf(key);
                if (index >= 0) {
                    return Optional.of(new Located(block, index));
                }
            }
        }
        return Optional.empty();
    }

    /// Fetches all missing footers concurrently, so that the depth of a read does not grow with the
    /// levels.
    private void fetchFooters(List<SegmentRef> segments) {
        List<SegmentRef> missing =
                segments.stream()
                        .filter(s -> cache.ifCached(s.name(), SegmentCache.FOOTER) == null)
                        .toList();
        if (missing.size() > 1) {
            List<Footer> fetched =
                    FanOut.map(environment, "footer", missing, s -> footer(s, Waiting.ALLOWED));
            if (fetched.size() != missing.size()) {
                throw new IllegalStateException("a footer too few");
            }
        }
    }

    Footer footer(SegmentRef segment, Waiting waiting) {
        Weighed cached = cache.ifCached(segment.name(), SegmentCache.FOOTER);
        if (cached == null) {
            mustBeAllowed(waiting);
            cached = cache.get(segment.name(), SegmentCache.FOOTER, () -> fetchFooter(segment));
            cached(segment);
        }
        return (Footer) cached;
    }

    private Footer fetchFooter(SegmentRef segment) {
        ObjectKey key = segment.key();
        return Footer.decode(key, store.data(key, segment.footer()));
    }

    private static void mustBeAllowed(Waiting waiting) {
        if (waiting == Waiting.NOT_ALLOWED) {
            throw new WouldWait();
        }
    }

    private Block block(SegmentRef segment, Footer footer, int number, Waiting waiting) {
        Block cached = ifCached(segment, number);
        if (cached != null) {
            return cached;
        }
        mustBeAllowed(waiting);
        Weighed fetched =
                cache.get(
                        segment.name(),
                        number,
                        () -> fetch(segment, footer, number, number + 1).getFirst());
        cached(segment);
        return (Block) fetched;
    }

    @Nullable Block ifCached(SegmentRef segment, int number) {
        return (Block) cache.ifCached(segment.name(), number);
    }

    /// Fetches blocks `from` to `to` (exclusive) with one request.
    List<Block> run(SegmentRef segment, Footer footer, int from, int to, Waiting waiting) {
        mustBeAllowed(waiting);
        List<Block> blocks = fetch(segment, footer, from, to);
        for (int i = 0; fills && i < blocks.size(); i++) {
            cache.put(segment.name(), from + i, blocks.get(i));
        }
        cached(segment);
        return blocks;
    }

    private List<Block> fetch(SegmentRef segment, Footer footer, int from, int to) {
        long start = footer.place(from).offset();
        ByteRange range = new ByteRange(start, Math.toIntExact(footer.place(to - 1).end() - start));
        ObjectKey key = segment.key();
        byte[] bytes = store.data(key, range);
        List<Block> blocks = new ArrayList<>(to - from);
        for (int number = from; number < to; number++) {
            blocks.add(footer.block(number, key, bytes, range));
        }
        return blocks;
    }
}
