/// The server in its own process, as users run it. The launcher starts it, tests send requests over
/// HTTP, and some tests kill it. Start at [ServerProcess].
@NullMarked
package cairn.server.process;

import org.jspecify.annotations.NullMarked;
