/// Access keys as users have them: made by `cairn keys`, used by SDKs, against a server that checks
/// signatures. Start at [AccessIT].
@NullMarked
package cairn.server.access;

import org.jspecify.annotations.NullMarked;
