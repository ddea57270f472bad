/// The object store port: the only durable storage, as a list of obligations.
///
/// Owns the four requests (`get`, `put`, `delete`, `list`), their answers and the names of objects.
/// Does not own retries, caching or the meaning of the bytes: those belong to the partition and the
/// formats. May use nothing of Cairn but `environment`. Start at [ObjectStore].
@NullMarked
package cairn.storage.port;

import org.jspecify.annotations.NullMarked;
