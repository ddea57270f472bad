/// What the forms of all stored objects share: bytes, fields, names, references and records.
/// `docs/formats` describes them byte by byte.
///
/// Every decoder treats its input as possibly damaged and answers
/// [cairn.storage.port.CorruptObject] for what cannot have been written. Does not own I/O, caching
/// or any decision. May use the port's names and `cairn.item`. Start at [LogRecord].
@NullMarked
package cairn.storage.format;

import org.jspecify.annotations.NullMarked;
