/// The server as a process of its own, as its users start it: started by the launcher, spoken to
/// over HTTP, killed. Start at [ServerProcess].
@NullMarked
package cairn.server.process;

import org.jspecify.annotations.NullMarked;
