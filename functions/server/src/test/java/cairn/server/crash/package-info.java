/// Loads items into servers that are killed during writes. Then checks that every acknowledged
/// write is there, and that no write is there twice or torn. Start at [CrashIT].
@NullMarked
package cairn.server.crash;

import org.jspecify.annotations.NullMarked;
