/// A substitute for Lambda: its Runtime API, and processes of the real Java runtime interface
/// client.
@NullMarked
package cairn.api.runtime;

import org.jspecify.annotations.NullMarked;
