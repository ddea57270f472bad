/// Measures the server as its users see it: over HTTP, durable, from another process on the same
/// machine.
///
/// Prints the figures together with those of a bare Netty echo in the same run. Never shipped.
/// Start with [Main].
@NullMarked
package cairn.benchmarks;

import org.jspecify.annotations.NullMarked;
