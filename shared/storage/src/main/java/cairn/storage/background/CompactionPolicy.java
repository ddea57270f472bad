package cairn.storage.background;

import cairn.storage.format.Level;
import cairn.storage.format.LogRef;
import cairn.storage.log.Manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Selects the inputs of a compaction. It takes all waiting chunks. In each run with records in the
/// chunks, it also takes levels, newest first, while they are not much larger than what is merged
/// already.
///
/// A level that is not taken is several times larger than all newer ones. So there are few levels,
/// and a byte is rewritten about once for each.
final class CompactionPolicy {
    private static final int LEVELS_MAX = 6;

    private CompactionPolicy() {}

    /// The inputs of one compaction.
    ///
    /// @param runs the inputs in each run that has records in the chunks
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

        /// Whether a manifest still names all inputs of the plan, at the same places.
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

        /// The size of all inputs in bytes.
        long sizeBytes() {
            return chunks.stream().mapToLong(LogRef::sizeBytes).sum()
                    + levels().stream().mapToLong(Level::sizeBytes).sum();
        }

        /// The input levels of all runs.
        List<Level> levels() {
            return runs.values().stream().flatMap(part -> part.levels.stream()).toList();
        }
    }

    /// The inputs of one compaction in one run.
    ///
    /// @param levels the newest levels of the run
    /// @param whole whether no older level remains
    record Part(List<Level> levels, boolean whole) {}

    /// The plan for `manifest`.
    ///
    /// @param manifest with at least one waiting chunk
    /// @param runs the runs that have records in the chunks
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
