/// The background function, which AWS Lambda runs on requests of writers and by schedule. It
/// compacts partitions.
///
/// Owns the reading of events and the wiring of one process. How a partition is compacted belongs
/// to `cairn.storage.background`. Start with [BackgroundFunction].
@NullMarked
package cairn.background;

import org.jspecify.annotations.NullMarked;
