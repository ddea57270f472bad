/// Lambda without Lambda: its Runtime API, and processes of the true Java runtime interface client.
@NullMarked
package cairn.api.runtime;

import org.jspecify.annotations.NullMarked;
