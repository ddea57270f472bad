package cairn.simulation.history;

/// One operation of one actor. An item's value is the list of operations that made it, so that a
/// value read names the writes it holds.
///
/// @param id unique in the history; above 0
/// @param partition index of the partition
/// @param key index of the item in the partition
/// @param expected for [Kind#CONDITIONAL]: the newest operation that the item must hold, 0 for no
///   item; for [Kind#PAIR] the other item; for [Kind#SCAN] the end of the range
/// @param began, ended ticks: an order of all beginnings and ends; [#OPEN] if it never ended
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
    /// The end of what never ended.
    public static final long OPEN = Long.MAX_VALUE;

    public enum Kind {
        /// Adds itself to the item's list; needs the item as it is.
        APPEND,
        /// Makes the item a list of itself.
        REPLACE,
        /// Deletes the item.
        DELETE,
        /// [#APPEND] if the newest operation in the list is the expected one.
        CONDITIONAL,
        /// [#APPEND] to two items, if both are there.
        PAIR,
        /// Fails while it is judged, by an unexpected exception.
        FAULTY,
        READ_STRONG,
        READ_EVENTUAL,
        /// Reads all items from `key` up to `expected` (exclusive), strongly.
        SCAN
    }

    /// The same, ended.
    public RecordedOperation ended(long tick, long nanos, Ending how) {
        return new RecordedOperation(
                id, kind, partition, key, expected, began, beganNanos, tick, nanos, how);
    }
}
