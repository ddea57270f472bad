package cairn.storage.edit;

import cairn.item.StorageKey;

import java.util.List;

/// One write to one partition: of one item, of several, or of the head. Judged, perhaps several
/// times, then settled once. It takes effect as a whole or not at all.
///
/// The partition judges it on one thread at a time. Its end may come from another thread while it
/// is judged, but not as [Settlement.Decided].
public interface PartitionWrite {

    /// The items that it touches, all of one partition. [HeadChange] has none.
    List<StorageKey> keys();

    /// Whether [#decide] looks at the items of [#keys]. If not, the write costs no read.
    boolean needsCurrent();

    /// Judges the write. Called again after a lost race: only the last decision counts, and what it
    /// is to answer is kept until [#settled]. If it throws, this write alone fails.
    Edit decide(PartitionState state);

    /// Called exactly once. Must be quick and must not throw.
    void settled(Settlement settlement);

    /// Roughly the bytes that the write adds to the log.
    int weightBytes();

    /// Whether it makes the log longer: only then it may be throttled.
    default boolean growsLog() {
        return true;
    }

    /// How many times the usual deadline of a write it waits.
    default int patience() {
        return 1;
    }
}
