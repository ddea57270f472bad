/// Carries changes of items to the entries of global indexes: from the log of each partition of
/// items to the partitions of the indexes (docs/protocol.md#derived-from-the-log).
///
/// Owns how far each index has come. Does not own what an entry is (`item.index`), nor commits.
/// Start with [Propagation].
@NullMarked
package cairn.operations.propagation;

import org.jspecify.annotations.NullMarked;
