/// Objects of a store as text: for people who look into a store, or into what is left of one.
///
/// Owns the wording alone; what bytes mean is `format`'s, and a folder's own files are `folder`'s.
/// Reads objects that it is given and never a store. May use formats, port and environment. Start
/// with [Dump#of].
@NullMarked
package cairn.storage.dump;

import org.jspecify.annotations.NullMarked;
