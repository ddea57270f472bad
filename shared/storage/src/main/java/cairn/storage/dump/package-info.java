/// Objects of a store as text, for the inspection of a store or of its remains.
///
/// Owns only the wording. The meaning of bytes belongs to `format`, and a folder's own files belong
/// to `folder`. Reads given objects, never a store. May use formats, port and environment. Start
/// with [Dump#of].
@NullMarked
package cairn.storage.dump;

import org.jspecify.annotations.NullMarked;
