/// The request function.
@NullMarked
package cairn.api;

import org.jspecify.annotations.NullMarked;
