package cairn.storage.edit;

import cairn.item.StorageKey;

import java.util.List;

/// One write to one partition: of one item, of several, or of the head. It is judged, perhaps
/// several times, and then settled once. It takes effect as a whole or not at all.
///
/// The partition judges it on one thread at a time. Another thread may settle it while it is
/// judged, but not as [Settlement.Decided].
public interface PartitionWrite {

    /// The items that it reads or changes, all of one partition. [HeadChange] has none.
    List<StorageKey> keys();

    /// Whether [#decide] reads the items of [#keys]. If not, the write needs no read.
    boolean needsCurrent();

    /// Judges the write. Called again after a lost race: only the last decision counts. The
    /// implementation keeps its answer until [#settled]. If it throws, only this write fails.
    Edit decide(PartitionState state);

    /// Called exactly once. Must be quick and must not throw.
    void settled(Settlement settlement);

    /// The approximate number of bytes that the write adds to the log.
    int weightBytes();

    /// Whether it makes the log longer. Only such a write may be throttled.
    default boolean growsLog() {
        return true;
    }

    /// How long it waits, as a multiple of a write's usual deadline.
    default int patience() {
        return 1;
    }
}
