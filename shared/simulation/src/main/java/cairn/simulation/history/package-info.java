/// What was done in a history, what is left in the store, and whether the two agree.
///
/// The log of a partition is the order of its writes: every operation is placed in it, and the
/// places must agree with real time and with what was answered. Start with [Verdict].
@NullMarked
package cairn.simulation.history;

import org.jspecify.annotations.NullMarked;
