/// The server: one long-lived process on a local folder, and its command line.
///
/// Wiring and HTTP only: what a request means is `operations`' business. Start with [Main], then
/// [Exchange].
@NullMarked
package cairn.server;

import org.jspecify.annotations.NullMarked;
