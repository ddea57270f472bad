/// Small objects that are read, changed and replaced as a whole: entries of the catalog, the access
/// keys.
///
/// Owns the loop that changes one under its version, the commit ids that settle a doubt, and the
/// text form under a checksum. Does not own what a register holds: a [Register.Form] says that. May
/// use formats' commit ids, requests and the port. Start at [Register].
@NullMarked
package cairn.storage.register;

import org.jspecify.annotations.NullMarked;
