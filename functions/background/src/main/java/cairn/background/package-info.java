/// The background function: what AWS Lambda runs on requests of writers and by schedule. Today that
/// is compaction.
///
/// Owns the reading of events and the wiring of one process; how a partition is compacted is
/// `cairn.storage.background`'s business. Start with [BackgroundFunction].
@NullMarked
package cairn.background;

import org.jspecify.annotations.NullMarked;
