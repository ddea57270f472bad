package cairn.storage.partition;

import cairn.storage.format.PartitionName;
import cairn.storage.log.HeadWriter;

/// What the commit protocol of one partition works with.
///
/// @param spills chunks written before a commit needs them
/// @param compactionDue told when a commit added a chunk and enough of them wait for a compaction,
///   before its writes are answered
record Protocol(
        Engine engine,
        PartitionName name,
        CurrentView current,
        Lookup lookup,
        SpillAhead spills,
        HeadWriter writer,
        Runnable compactionDue) {}
