package cairn.storage.edit;

/// The outcome of a write.
public sealed interface Settlement {

    /// The last decision of [PartitionWrite#decide] took effect. Either it was committed, or there
    /// was nothing to commit. Then it was judged on a state that was current after the write
    /// arrived.
    ///
    /// @param sequence the number of the write's own record, or the last one in the state of the
    ///   judgement
    record Decided(long sequence) implements Settlement {}

    /// Not done, and never will be. Too many writes wait, or too many chunks wait for compaction,
    /// or the process holds too much in memory.
    record Throttled() implements Settlement {}

    /// Not done: the partition's table was deleted.
    record Deleted() implements Settlement {}

    /// Not done, and never will be: it cannot be judged, or was not sent before its deadline.
    record Failed(String why) implements Settlement {}

    /// It is unknown whether it is or will be done.
    record Unknown(String why) implements Settlement {}
}
