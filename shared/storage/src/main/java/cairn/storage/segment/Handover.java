package cairn.storage.segment;

import cairn.item.StorageKey;
import cairn.storage.environment.UniqueName;
import cairn.storage.format.Block;
import cairn.storage.format.Footer;
import cairn.storage.format.Level;
import cairn.storage.format.SegmentWriter;

import java.util.List;
import java.util.function.Supplier;

/// Keeps cached what is cached while a compaction moves it to other segments: readers would have to
/// fetch all of it again.
///
/// A block of a new segment is cached when it is made, if an old level's block of the same
/// neighbourhood is. Used by one thread, for one compaction.
public final class Handover {
    private final SegmentCache cache;
    private final List<Level> old;

    /// @param old all levels of the partition
    public Handover(SegmentCache cache, List<Level> old) {
        this.cache = cache;
        this.old = old;
    }

    /// To be told of each block of a new segment.
    ///
    /// @param first its first key
    public void closed(UniqueName segment, int number, StorageKey first, Supplier<Block> block) {
        if (old.stream().anyMatch(level -> isCached(level, first))) {
            cache.put(segment, number, block.get());
        }
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

    /// To be told of each new segment.
    public void finished(SegmentWriter.Segment segment) {
        cache.put(segment.ref().name(), SegmentCache.FOOTER, segment.footer());
    }

    /// To be told when the new segments stand in the place of the `replaced` levels: nobody will
    /// ask for these any more, but who began before.
    public void done(List<Level> replaced) {
        replaced.forEach(level -> level.segments().forEach(ref -> cache.forget(ref.name())));
    }
}
