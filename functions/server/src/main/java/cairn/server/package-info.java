/// The server process.
@NullMarked
package cairn.server;

import org.jspecify.annotations.NullMarked;
