/// The deterministic simulation: whole histories of several processes on one store, each decided by
/// one seed.
///
/// [Simulation] runs one history; [Scenario] says what a seed makes of it. Below it `world` is the
/// simulated time, threads and store, `history` what was done and the checks of it. Never shipped.
/// Start with [Simulation#run].
@NullMarked
package cairn.simulation;

import org.jspecify.annotations.NullMarked;
