package cairn.storage.background;

import cairn.storage.format.Level;
import cairn.storage.format.LogRef;
import cairn.storage.log.Manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Which data a compaction takes: all chunks that wait, and of the levels of each run that has
/// records in them, newest first, those that are not much larger than what is merged already.
///
/// A level that is not taken is several times larger than all before it, so there are few levels,
/// and a byte is rewritten about once for each.
final class CompactionPolicy {
    private static final int LEVELS_MAX = 6;

    private CompactionPolicy() {}

    /// The inputs of one compaction.
    ///
    /// @param runs what to merge of each run that has records in the chunks
    record Plan(List<LogRef> chunks, Map<Integer, Part> runs) {
        /// Last sequence number of the chunks.
        long last() {
            return chunks.getLast().last();
        }

        Part part(int run) {
            Part part = runs.get(run);
            if (part == null) {
                throw new IllegalArgumentException("no plan for run " + run);
            }
            return part;
        }

        /// Whether a manifest still names all that the plan takes, where the plan takes it from.
        boolean fits(Manifest current) {
            return startsWith(current.uncompacted(), chunks)
                    && runs.entrySet().stream()
                            .allMatch(
                                    run ->
                                            startsWith(
                                                    current.runs().of(run.getKey()),
                                                    run.getValue().levels));
        }

        private static <T> boolean startsWith(List<T> list, List<T> beginning) {
            return list.size() >= beginning.size()
                    && list.subList(0, beginning.size()).equals(beginning);
        }

        /// Bytes of all that it takes.
        long sizeBytes() {
            return chunks.stream().mapToLong(LogRef::sizeBytes).sum()
                    + levels().stream().mapToLong(Level::sizeBytes).sum();
        }

        /// The levels of all runs that it takes.
        List<Level> levels() {
            return runs.values().stream().flatMap(part -> part.levels.stream()).toList();
        }
    }

    /// The inputs of one compaction in one run.
    ///
    /// @param levels the newest of the run's
    /// @param whole whether no older level is left
    record Part(List<Level> levels, boolean whole) {}

    /// A plan for what `manifest` says.
    ///
    /// @param manifest with at least one chunk that waits
    /// @param runs those that have records in the chunks
    /// @param levelGrowth how many times larger than what is merged already a level may be
    static Plan plan(Manifest manifest, Set<Integer> runs, int levelGrowth) {
        Map<Integer, Part> parts = new TreeMap<>();
        for (int run : runs) {
            List<Level> levels = manifest.runs().of(run);
            parts.put(run, part(levels, manifest.uncompactedBytes(), levelGrowth));
        }
        return new Plan(manifest.uncompacted(), parts);
    }

    private static Part part(List<Level> levels, long newBytes, int levelGrowth) {
        long bytes = newBytes;
        List<Level> taken = new ArrayList<>();
        for (Level level : levels) {
            boolean tooMany = levels.size() - taken.size() >= LEVELS_MAX;
            if (level.sizeBytes() > levelGrowth * bytes && !tooMany) {
                break;
            }
            taken.add(level);
            bytes += level.sizeBytes();
        }
        return new Part(taken, taken.size() == levels.size());
    }
}
