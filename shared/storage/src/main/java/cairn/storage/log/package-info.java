/// The log of a partition: heads, chunks, and the commits in them. `docs/formats` describes them
/// byte by byte.
///
/// Owns encoding, decoding and checking of these objects, and the meaning of a commit. Does not own
/// I/O or decisions. May use formats and the port's names. Start at [Head].
@NullMarked
package cairn.storage.log;

import org.jspecify.annotations.NullMarked;
