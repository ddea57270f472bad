/// Background work on partitions: compaction.
///
/// Owns when a partition is compacted and how. Does not own how the result becomes visible (the
/// partition's commit protocol) nor threads (the environment's). May use everything of this module.
/// Start with [Compactions].
@NullMarked
package cairn.storage.background;

import org.jspecify.annotations.NullMarked;
