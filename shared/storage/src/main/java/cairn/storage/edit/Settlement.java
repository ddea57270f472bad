package cairn.storage.edit;

/// How a write ended.
public sealed interface Settlement {

    /// What the last [PartitionWrite#decide] decided is so: committed, or nothing to commit and
    /// judged on a state that was current after the write came.
    ///
    /// @param sequence of the write's own record, or the last one in the state it was judged on
    record Decided(long sequence) implements Settlement {}

    /// Not done, and never will be: too many writes wait, or too many chunks for compaction, or the
    /// process holds too much in memory.
    record Throttled() implements Settlement {}

    /// Not done: the partition's table was deleted.
    record Deleted() implements Settlement {}

    /// Not done, and never will be: it can't be judged, or was not sent before its deadline.
    record Failed(String why) implements Settlement {}

    /// Done or not: not known yet.
    record Unknown(String why) implements Settlement {}
}
