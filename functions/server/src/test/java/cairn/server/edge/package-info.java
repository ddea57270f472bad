/// How the server handles web pages, and clients that send too much, too slowly or at the wrong
/// time. The tests use real sockets.
@NullMarked
package cairn.server.edge;

import org.jspecify.annotations.NullMarked;
