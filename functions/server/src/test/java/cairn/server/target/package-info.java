/// The targets of the suites of real clients: how to reach a running Cairn, and how it differs from
/// the reference. Other modules have their own targets. Start at [Target].
@NullMarked
package cairn.server.target;

import org.jspecify.annotations.NullMarked;
