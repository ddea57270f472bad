/// The bytes of every object: heads, chunks, segments. `docs/formats` describes them byte by byte.
///
/// Owns encoding, decoding and checking; every decoder treats its input as possibly damaged and
/// answers [cairn.storage.port.CorruptObject] for what cannot have been written. Does not own I/O,
/// caching or any decision. May use the port's names and `cairn.item`. Start at [Head].
@NullMarked
package cairn.storage.format;

import org.jspecify.annotations.NullMarked;
