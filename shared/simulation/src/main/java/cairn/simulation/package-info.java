/// The deterministic simulation: whole histories of several processes on one store, each decided by
/// one seed.
///
/// [Simulation] runs one history, and [Scenario] derives its settings from the seed. `world` is the
/// simulated time, threads and store. `history` is what was done and the checks of it. Never
/// shipped. Start with [Simulation#run].
@NullMarked
package cairn.simulation;

import org.jspecify.annotations.NullMarked;
