package cairn.storage.segment;

import cairn.item.StorageKey;
import cairn.storage.environment.UniqueName;
import cairn.storage.format.Level;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Keeps cached data cached while a compaction moves it to other segments. Otherwise, readers would
/// have to fetch all of it again.
///
/// It keeps a block of a new segment if an old level's block of the same key range is cached. The
/// block enters the cache when the new segments are published: before that, the cache would need
/// room for both. A share of the cache bounds what is kept until then. Used by one thread, for one
/// compaction.
public final class Handover {
    private static final int SHARE = 4;

    private record Kept(UniqueName segment, int number, Weighed part) {}

    private final SegmentCache cache;
    private final List<Level> old;
    private final List<Kept> kept = new ArrayList<>();
    private long keptBytes;

    /// @param old all levels of the partition
    public Handover(SegmentCache cache, List<Level> old) {
        this.cache = cache;
        this.old = old;
    }

    /// Receives each block of a new segment.
    ///
    /// @param first its first key
    public void closed(UniqueName segment, int number, StorageKey first, Supplier<Block> block) {
        if (keptBytes < cache.bytesMax() / SHARE
                && old.stream().anyMatch(level -> isCached(level, first))) {
            keep(segment, number, block.get());
        }
    }

    private void keep(UniqueName segment, int number, Weighed part) {
        kept.add(new Kept(segment, number, part));
        keptBytes += part.weightBytes();
    }

    /// Whether the block that would hold `key` is cached.
    private boolean isCached(Level level, StorageKey key) {
        return level.segmentOf(key)
                .filter(
                        ref ->
                                cache.ifCached(ref.name(), SegmentCache.FOOTER)
                                                instanceof Footer footer
                                        && cache.ifCached(ref.name(), footer.blockOf(key)) != null)
                .isPresent();
    }

    /// Receives each new segment.
    public void finished(SegmentWriter.Segment segment) {
        keep(segment.ref().name(), SegmentCache.FOOTER, segment.footer());
    }

    /// Called when the new segments have replaced the `replaced` levels. Only readers that started
    /// earlier still use those.
    public void done(List<Level> replaced) {
        replaced.forEach(level -> level.segments().forEach(ref -> cache.forget(ref.name())));
        kept.forEach(one -> cache.put(one.segment, one.number, one.part));
    }
}
