/// Loads items into servers that are killed in the middle of writes, and checks afterwards that
/// every acknowledged write is there, none twice, none torn. Start at [CrashIT].
@NullMarked
package cairn.server.crash;

import org.jspecify.annotations.NullMarked;
