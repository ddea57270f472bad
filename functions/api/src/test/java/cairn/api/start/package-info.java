/// Measures how long a process of the request function takes from its start to the first item.
/// Start with [ColdStart].
@NullMarked
package cairn.api.start;

import org.jspecify.annotations.NullMarked;
