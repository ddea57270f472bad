/// What contention costs: many writers that share nothing but a store with S3's latencies, in
/// virtual time, on the engine as it is shipped.
///
/// Owns who writes, how much and for how long, and the figures made of it; the results, what they
/// mean and what to choose are in docs/contention.md. Time, threads and the store are `world`'s.
/// Never shipped. Start with [Contention#measure].
@NullMarked
package cairn.simulation.contention;

import org.jspecify.annotations.NullMarked;
