/// Background work: jobs, the events that make them due, and one kind of job, compaction.
///
/// Owns when a job runs, and when and how a partition is compacted. Does not own how the result
/// becomes visible (the partition's commit protocol) nor threads (the environment's). May use
/// everything of this module. Start with [Jobs].
@NullMarked
package cairn.storage.background;

import org.jspecify.annotations.NullMarked;
