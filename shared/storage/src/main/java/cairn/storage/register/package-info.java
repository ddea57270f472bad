/// Small objects that are read, changed and replaced as a whole: entries of the catalog, the access
/// keys.
///
/// Owns the loop that changes one under its version, the commit ids that resolve an unknown
/// outcome, and the text form with a checksum. Does not own the value of a register: a
/// [Register.Form] defines that. May use formats' commit ids, requests and the port. Start at
/// [Register].
@NullMarked
package cairn.storage.register;

import org.jspecify.annotations.NullMarked;
