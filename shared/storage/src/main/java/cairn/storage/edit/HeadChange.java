package cairn.storage.edit;

import cairn.item.StorageKey;

import java.util.List;

/// A write of the head alone: a compaction's end, a deletion of the table. Never throttled, because
/// what throttles others may end by it.
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
