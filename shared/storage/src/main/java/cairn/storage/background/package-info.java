/// Background work: jobs, what makes them due, and the first of them, compaction.
///
/// Owns when a job runs, and when a partition is compacted and how. Does not own how the result
/// becomes visible (the partition's commit protocol) nor threads (the environment's). May use
/// everything of this module. Start with [Jobs].
@NullMarked
package cairn.storage.background;

import org.jspecify.annotations.NullMarked;
