package cairn.operations.propagation;

import cairn.item.StorageKey;
import cairn.storage.edit.Change;
import cairn.storage.edit.Edit;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.edit.Settlement;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Runs;
import cairn.storage.partition.PartitionDeleted;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Tells one partition of a new index from which commit of each partition of items on the log is to
/// be applied to it. What it knows already stays.
final class AllocationWrite implements PartitionWrite {
    private final Map<PartitionName, Long> ends;
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();

    /// @param ends last sequence number of each partition of items
    AllocationWrite(Map<PartitionName, Long> ends) {
        this.ends = ends;
    }

    /// Whether it is done; false if it must be tried again. Fails with PartitionDeleted.
    CompletableFuture<Boolean> end() {
        return end;
    }

    @Override
    public List<StorageKey> keys() {
        return List.of();
    }

    @Override
    public boolean needsCurrent() {
        return false;
    }

    @Override
    public Edit decide(PartitionState state) {
        List<Change> changes = new ArrayList<>();
        ends.forEach(
                (items, sequence) -> {
                    if (state.find(Runs.PROGRESS, IndexProgress.key(items)).isEmpty()) {
                        IndexProgress begin =
                                new IndexProgress(
                                        sequence, Optional.of(ItemPage.START), Optional.empty());
                        changes.add(begin.change(items));
                    }
                });
        return Edit.of(changes);
    }

    @Override
    public void settled(Settlement settlement) {
        switch (settlement) {
            case Settlement.Decided decided -> end.complete(true);
            case Settlement.Deleted deleted -> end.completeExceptionally(new PartitionDeleted());
            case Settlement.Throttled throttled -> end.complete(false);
            case Settlement.Failed failed -> end.complete(false);
            case Settlement.Unknown unknown -> end.complete(false);
        }
    }

    @Override
    public int weightBytes() {
        return 0;
    }
}
