/// Simulated time, threads, processes and store, all driven by one thread and one seed.
///
/// Owns what goes wrong and when; knows nothing of what is done. Uses the port, the memory store
/// and the environment. Start with [Schedule].
@NullMarked
package cairn.simulation.world;

import org.jspecify.annotations.NullMarked;
