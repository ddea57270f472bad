/// The interface to a partition: one write, judged on a base, makes one edit, and a settlement
/// reports its outcome.
///
/// Owns only the types between the writers and the commit protocol: no queue, no store. May use
/// formats and the log's manifest. Start with [PartitionWrite].
@NullMarked
package cairn.storage.edit;

import org.jspecify.annotations.NullMarked;
