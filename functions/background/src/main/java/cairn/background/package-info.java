/// The background function.
@NullMarked
package cairn.background;

import org.jspecify.annotations.NullMarked;
