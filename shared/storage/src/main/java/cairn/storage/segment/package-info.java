/// Segments: their bytes, the cache of blocks, indexes and filters, lookups and sorted walks over
/// levels, and merging. `docs/formats` describes them byte by byte.
///
/// Owns how many requests a read of segments costs. Does not own which segments a partition has
/// (its head). May use formats, requests and environment. Start with [SegmentReader].
@NullMarked
package cairn.storage.segment;

import org.jspecify.annotations.NullMarked;
