/// Benchmarks.
@NullMarked
package cairn.benchmarks;

import org.jspecify.annotations.NullMarked;
