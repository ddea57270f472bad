/// The number of bytes that the process holds in memory for each use, and their limits.
///
/// Owns the counts and the limits. Does not own the bytes, nor the reaction when a limit is near.
/// The holder of the bytes decides that (a partition throttles, compacts or releases memory). May
/// use nothing else of Cairn. Start with [Budget]. nothing else of Cairn. Start with [Budget].
@NullMarked
package cairn.storage.budget;

import org.jspecify.annotations.NullMarked;
