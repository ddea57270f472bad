/// The server: one long-lived process on a folder or a bucket, and its command line.
///
/// Wiring only: what a request means is `operations`' business. Start with [Main], then [Gateway].
@NullMarked
package cairn.server;

import org.jspecify.annotations.NullMarked;
