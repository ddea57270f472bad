/// Makes small deliberate mistakes, one at a time, to see which tests fail. This checks the tests.
/// It is run manually (`.ci/mutate`), and is not part of the build. Start with [MutationsTest].
@NullMarked
package cairn.simulation.mutation;

import org.jspecify.annotations.NullMarked;
