/// HTTP of the server: connections, their limits, and the layer between Netty and the framework.
///
/// A [Connection] reads one request at a time and passes it on whole. All connections share a
/// memory budget for bodies ([Connections]). So the framework sees only valid requests and answers
/// none by itself. [Gateway] passes them to the exchange, and the connection sends the answer at
/// its client's speed. Does not know the meaning of a request. Start with [Connection].
@NullMarked
package cairn.server.http;

import org.jspecify.annotations.NullMarked;
