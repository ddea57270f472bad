/// Segments: their bytes, the cache of blocks, indexes and filters, lookups, sorted walks over
/// levels, and merging. `docs/formats` describes them byte by byte.
///
/// Owns the number of requests of a read of segments. Does not own the list of a partition's
/// segments (its head does). May use formats, requests and environment. Start with [SegmentReader].
@NullMarked
package cairn.storage.segment;

import org.jspecify.annotations.NullMarked;
