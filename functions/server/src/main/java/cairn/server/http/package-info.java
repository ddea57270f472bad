/// HTTP of the server: connections, their limits, and what is put between Netty and the framework.
///
/// A [Connection] reads one request at a time, within a budget of memory for bodies that all
/// connections share ([Connections]), and hands it on whole. So the framework sees nothing but
/// sound requests and answers none by itself; [Gateway] passes them to the exchange, and the
/// connection sends the answer at its client's pace. Knows nothing of what a request means. Start
/// with [Connection].
@NullMarked
package cairn.server.http;

import org.jspecify.annotations.NullMarked;
