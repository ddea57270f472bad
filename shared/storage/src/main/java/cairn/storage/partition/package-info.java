/// One partition: its current view, the reads that are validated against its head, and the commit
/// protocol.
///
/// Owns the rules of docs/protocol.md, each named in [Rule]. Does not own routing between
/// partitions (the table's) nor when to compact (the background's). May use formats, port and
/// environment. Start at [Partition], then [Settling], which is the protocol.
@NullMarked
package cairn.storage.partition;

import org.jspecify.annotations.NullMarked;
