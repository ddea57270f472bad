/// Small mistakes made on purpose, one at a time, to see which tests notice: a check of the tests,
/// made by hand (`.ci/mutate`), no part of the build. Start with [MutationsTest].
@NullMarked
package cairn.simulation.mutation;

import org.jspecify.annotations.NullMarked;
