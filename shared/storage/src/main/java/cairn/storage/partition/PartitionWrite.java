package cairn.storage.partition;

import cairn.item.StorageKey;
import cairn.storage.format.StoredItem;

import java.util.Optional;

/// One write of one item: judged, perhaps several times, then settled once.
///
/// The partition judges it on one thread at a time. Its end may come from another thread while it
/// is judged, but not as [Settlement.Decided].
public interface PartitionWrite {

    StorageKey key();

    /// Whether [#decide] looks at the item as it is. If not, the write costs no read.
    boolean needsCurrent();

    /// Judges the write on the item as it would be found. Called again after a lost race: only the
    /// last decision counts, and what it is to answer is kept until [#settled]. If it throws, this
    /// write alone fails.
    ///
    /// @param current absent if there is no such item, or if the write said it needs no look
    Change decide(Optional<StoredItem> current);

    /// Called exactly once. Must be quick and must not throw.
    void settled(Settlement settlement);

    /// Roughly the bytes that the write adds to the log.
    int weightBytes();
}
