/// Time, randomness and threads, injected.
@NullMarked
package cairn.storage.environment;

import org.jspecify.annotations.NullMarked;
