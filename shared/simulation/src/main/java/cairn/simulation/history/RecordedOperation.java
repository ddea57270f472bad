package cairn.simulation.history;

/// One operation of one actor. The value of an item is the list of the operations that made it. So
/// a value that is read shows the writes in it.
///
/// @param id unique in the history; above 0
/// @param partition index of the partition
/// @param key index of the item in the partition
/// @param expected for [Kind#CONDITIONAL]: the newest operation that the item must hold, 0 for no
///   item; for [Kind#PAIR] the other item; for [Kind#SCAN] the end of the range
/// @param began, ended ticks: an order of all starts and ends; [#OPEN] if it never ended
/// @param beganNanos, endedNanos virtual times
public record RecordedOperation(
        int id,
        Kind kind,
        int partition,
        int key,
        int expected,
        long began,
        long beganNanos,
        long ended,
        long endedNanos,
        Ending ending) {
    /// The end of an operation that never ended.
    public static final long OPEN = Long.MAX_VALUE;

    public enum Kind {
        /// Adds itself to the item's list. It needs the current item.
        APPEND,
        /// Replaces the item with a list of only itself.
        REPLACE,
        /// Deletes the item.
        DELETE,
        /// [#APPEND] if the newest operation in the list is the expected one.
        CONDITIONAL,
        /// [#APPEND] to two items, if both exist.
        PAIR,
        /// Throws an unexpected exception when it is decided.
        FAULTY,
        READ_STRONG,
        READ_EVENTUAL,
        /// Reads all items from `key` up to `expected` (exclusive), strongly consistent.
        SCAN
    }

    /// The same operation with its end.
    public RecordedOperation ended(long tick, long nanos, Ending how) {
        return new RecordedOperation(
                id, kind, partition, key, expected, began, beganNanos, tick, nanos, how);
    }
}
