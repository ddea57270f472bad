/// The rules of the house that a machine can check: format, sizes, names, and who may use whom. Run
/// after everything else is built, over the sources and classes of all modules.
@NullMarked
package cairn.tidy;

import org.jspecify.annotations.NullMarked;
