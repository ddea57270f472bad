package cairn.storage.background;

/// How one compaction of a partition ended.
sealed interface CompactionOutcome {

    /// The head names the merged level.
    record Published() implements CompactionOutcome {}

    /// Nothing was left to do: another process compacted the same data first, or the table was
    /// deleted. Not a failure; whatever this job wrote is named nowhere.
    record Superseded() implements CompactionOutcome {}

    /// Not done, or not known to be done. Safe to try again.
    record Failed(String why) implements CompactionOutcome {}
}
