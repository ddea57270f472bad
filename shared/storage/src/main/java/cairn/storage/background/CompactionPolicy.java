package cairn.storage.background;

import cairn.storage.format.ChunkRef;
import cairn.storage.format.Level;
import cairn.storage.log.Manifest;

import java.util.ArrayList;
import java.util.List;

/// Which data a compaction takes: all chunks that wait, and of the levels, newest first, those that
/// are not much larger than what is merged already.
///
/// A level that is not taken is several times larger than all before it, so there are few levels,
/// and a byte is rewritten about once for each.
final class CompactionPolicy {
    private static final int LEVELS_MAX = 6;

    private CompactionPolicy() {}

    /// What to merge.
    ///
    /// @param levels the newest of the partition's
    /// @param whole whether no older level is left
    record Plan(List<ChunkRef> chunks, List<Level> levels, boolean whole) {
        /// Last sequence number of the chunks.
        long last() {
            return chunks.getLast().last();
        }

        /// Whether a manifest still names all that the plan takes, where the plan takes it from.
        boolean fits(Manifest current) {
            return startsWith(current.uncompacted(), chunks)
                    && startsWith(current.levels(), levels);
        }

        private static <T> boolean startsWith(List<T> list, List<T> beginning) {
            return list.size() >= beginning.size()
                    && list.subList(0, beginning.size()).equals(beginning);
        }
    }

    /// A plan for what `manifest` says.
    ///
    /// @param manifest with at least one chunk that waits
    /// @param levelGrowth how many times larger than what is merged already a level may be
    static Plan plan(Manifest manifest, int levelGrowth) {
        long bytes = manifest.uncompactedBytes();
        List<Level> taken = new ArrayList<>();
        List<Level> levels = manifest.levels();
        for (Level level : levels) {
            boolean tooMany = levels.size() - taken.size() >= LEVELS_MAX;
            if (level.sizeBytes() > levelGrowth * bytes && !tooMany) {
                break;
            }
            taken.add(level);
            bytes += level.sizeBytes();
        }
        return new Plan(manifest.uncompacted(), taken, taken.size() == levels.size());
    }
}
