/// What the server does with clients that send too much, too slowly or at the wrong time, and with
/// web pages: over real sockets.
@NullMarked
package cairn.server.edge;

import org.jspecify.annotations.NullMarked;
