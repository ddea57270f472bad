/// The list of operations: one table for each of the two services, of those that Cairn has and
/// those that come later.
///
/// Owns names and levels of operations that come later; the others declare their own. May use every
/// operation. Start with [Targets].
@NullMarked
package cairn.operations.registry;

import org.jspecify.annotations.NullMarked;
