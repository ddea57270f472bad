/// The house rules that a machine can check: format, sizes, names, and dependencies. They run last
/// in the build, over the sources and classes of all modules.
@NullMarked
package cairn.tidy;

import org.jspecify.annotations.NullMarked;
