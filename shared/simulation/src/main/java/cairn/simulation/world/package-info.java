/// Simulated time, threads, processes and store, all driven by one thread and one seed.
///
/// Owns the faults and their times, and does not know the operations. Uses the port, the memory
/// store and the environment. Start with [Schedule].
@NullMarked
package cairn.simulation.world;

import org.jspecify.annotations.NullMarked;
