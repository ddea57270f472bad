/// Measures the cost of contention. Many writers share nothing but a store with S3's latencies, in
/// virtual time, on the engine as it is shipped.
///
/// Owns the load, its duration and the figures. docs/contention.md has the results, their meaning
/// and recommendations. Time, threads and the store belong to `world`. Never shipped. Start with
/// [Contention#measure].
@NullMarked
package cairn.simulation.contention;

import org.jspecify.annotations.NullMarked;
