package cairn.operations.propagation;

import cairn.item.StorageKey;
import cairn.operations.propagation.IndexProgress.Hold;
import cairn.storage.edit.Change;
import cairn.storage.edit.Edit;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.edit.Settlement;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;
import cairn.storage.partition.PartitionDeleted;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Puts the entries of a page of items into one partition of an index that is being filled.
///
/// The page must be at least as new as what the log has brought there already: else it could bring
/// back an entry that the log removed. If it is older, this write holds the log for a moment; a
/// page that is read after that is new enough.
final class FillWrite implements PartitionWrite {
    private final PartitionName items;
    private final ItemPage page;
    private final List<Change> entries;
    private final Hold hold;
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private boolean filled;

    /// @param items the partition that the page is of
    /// @param entries those that belong to the partition of the index
    /// @param hold what this write sets if the page is too old
    FillWrite(PartitionName items, ItemPage page, List<Change> entries, Hold hold) {
        this.items = items;
        this.page = page;
        this.entries = entries;
        this.hold = hold;
    }

    /// Whether the partition has the page; false if a newer one is needed, or the write is to be
    /// tried again. Fails with PartitionDeleted.
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
        IndexProgress progress =
                IndexProgress.of(state.find(Runs.PROGRESS, IndexProgress.key(items)));
        filled = progress.filled().isEmpty() || page.isIn(progress.filled().get());
        if (filled || !page.continues(progress.filled().get())) {
            return Edit.NONE;
        }
        if (progress.through() > page.sequence() && page.mustBeNewer()) {
            Optional<Hold> held =
                    progress.isHeldBy(hold.holder()) ? progress.hold() : Optional.of(hold);
            IndexProgress waiting = new IndexProgress(progress.through(), progress.filled(), held);
            return Edit.of(waiting.change(items));
        }
        filled = true;
        List<Change> changes = new ArrayList<>(entries);
        changes.add(
                new IndexProgress(progress.through(), page.filled(), Optional.empty())
                        .change(items));
        return Edit.of(changes);
    }

    @Override
    public void settled(Settlement settlement) {
        switch (settlement) {
            case Settlement.Decided decided -> end.complete(filled);
            case Settlement.Deleted deleted -> end.completeExceptionally(new PartitionDeleted());
            case Settlement.Throttled throttled -> end.complete(false);
            case Settlement.Failed failed -> end.complete(false);
            case Settlement.Unknown unknown -> end.complete(false);
        }
    }

    @Override
    public int weightBytes() {
        int bytes = 0;
        for (Change entry : entries) {
            bytes += entry.key().bytes().length;
            bytes += entry.item().map(StoredItem::json).map(json -> json.length).orElse(0);
        }
        return bytes;
    }
}
