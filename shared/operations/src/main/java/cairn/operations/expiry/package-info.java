/// Time to live: which attribute says when an item expires, and the deletion of items that have
/// expired.
///
/// Start with [ExpiryJobs] for the deletion.
@NullMarked
package cairn.operations.expiry;

import org.jspecify.annotations.NullMarked;
