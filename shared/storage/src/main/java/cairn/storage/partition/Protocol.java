package cairn.storage.partition;

import cairn.storage.format.HeadWriter;
import cairn.storage.format.PartitionName;

/// What the commit protocol of one partition works with.
///
/// @param spills chunks written before a commit needs them
/// @param compactionDue told after a commit when chunks wait for a compaction
record Protocol(
        Engine engine,
        PartitionName name,
        CurrentView current,
        Lookup lookup,
        SpillAhead spills,
        HeadWriter writer,
        Runnable compactionDue) {}
