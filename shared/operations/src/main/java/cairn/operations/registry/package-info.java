/// Which operations there are: a table for each of the two services, of what is here and what comes
/// later.
///
/// Owns names and levels of what is not here yet; what is here says them itself. May use every
/// operation. Start with [Targets].
@NullMarked
package cairn.operations.registry;

import org.jspecify.annotations.NullMarked;
