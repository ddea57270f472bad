/// The common parts of the forms of all stored objects: bytes, fields, names, references and
/// records. `docs/formats` describes them byte by byte.
///
/// Every decoder treats its input as possibly damaged and throws [cairn.storage.port.CorruptObject]
/// for impossible input. Does not own I/O, caching or any decision. May use the port's names and
/// `cairn.item`. Start at [LogRecord].
@NullMarked
package cairn.storage.format;

import org.jspecify.annotations.NullMarked;
