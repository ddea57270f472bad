/// What a partition is asked to do: one write, judged on a base, makes one edit; a settlement says
/// how it ended.
///
/// Owns the words between those who write and the commit protocol, and nothing else: no queue, no
/// store. May use formats and the log's manifest. Start with [PartitionWrite].
@NullMarked
package cairn.storage.edit;

import org.jspecify.annotations.NullMarked;
