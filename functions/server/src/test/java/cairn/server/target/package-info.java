/// What the suites of real clients run against: a way to reach a running Cairn, and in what it
/// differs. The targets of other modules are theirs. Start at [Target].
@NullMarked
package cairn.server.target;

import org.jspecify.annotations.NullMarked;
