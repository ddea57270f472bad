/// How many bytes the process holds in memory, for what, and how many it may.
///
/// Owns the count and the bounds. Does not own what is held, nor what is done when a bound is near:
/// that is decided where the bytes are (a partition throttles, compacts or forgets). May use
/// nothing else of Cairn. Start with [Budget].
@NullMarked
package cairn.storage.budget;

import org.jspecify.annotations.NullMarked;
