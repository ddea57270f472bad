/// The operations of a history, the final content of the store, and whether the two agree.
///
/// The log of a partition is the order of its writes. Every operation has a place in it, and the
/// places must agree with real time and with the answers. Start with [Verdict].
@NullMarked
package cairn.simulation.history;

import org.jspecify.annotations.NullMarked;
