/// Access keys as users have them: `cairn keys` makes them, and SDKs use them against a server that
/// checks signatures. Start at [AccessIT].
@NullMarked
package cairn.server.access;

import org.jspecify.annotations.NullMarked;
