/// Deterministic simulation.
@NullMarked
package cairn.simulation;

import org.jspecify.annotations.NullMarked;
