/// The server: one long-lived process on a folder or a bucket, and its command line.
///
/// It contains only wiring: the meaning of a request belongs to `operations`. Start with [Main],
/// then [Gateway].
@NullMarked
package cairn.server;

import org.jspecify.annotations.NullMarked;
