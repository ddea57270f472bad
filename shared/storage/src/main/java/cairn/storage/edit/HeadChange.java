package cairn.storage.edit;

import cairn.item.StorageKey;

import java.util.List;

/// A write of the head alone, such as the end of a compaction or the deletion of the table. Never
/// throttled, because it may end the cause of throttling.
public interface HeadChange extends PartitionWrite {

    @Override
    default List<StorageKey> keys() {
        return List.of();
    }

    @Override
    default boolean needsCurrent() {
        return false;
    }

    @Override
    default int weightBytes() {
        return 0;
    }

    @Override
    default boolean growsLog() {
        return false;
    }
}
