/// The object store in memory: the reference adapter, and the strictest.
///
/// Nothing in it is durable, so nothing that promises durability may use it; tests and the
/// simulation do. May use the port only. Start at [MemoryStore].
@NullMarked
package cairn.storage.memory;

import org.jspecify.annotations.NullMarked;
