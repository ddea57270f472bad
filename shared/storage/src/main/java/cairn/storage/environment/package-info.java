/// Time, randomness and threads, injected, because they could make two runs differ.
///
/// Owns [Environment], its real implementations and the making of unique names. Does not own
/// storage, which belongs to the port. May use nothing else of Cairn. Below `functions`, only this
/// package and the adapters name clocks, random sources or threads. The simulation supplies its
/// own.
@NullMarked
package cairn.storage.environment;

import org.jspecify.annotations.NullMarked;
