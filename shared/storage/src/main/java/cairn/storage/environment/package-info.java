/// Time, randomness and threads: everything that could make two runs differ, injected.
///
/// Owns [Environment], its real form and the making of unique names. Does not own storage: that is
/// the port's. May use nothing else of Cairn. Below `functions`, only this package and the adapters
/// name clocks, random sources or threads; the simulation supplies its own.
@NullMarked
package cairn.storage.environment;

import org.jspecify.annotations.NullMarked;
