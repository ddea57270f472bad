package cairn.operations.propagation;

import cairn.item.StorageKey;
import cairn.storage.edit.Change;
import cairn.storage.edit.Edit;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.edit.Settlement;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;
import cairn.storage.partition.Partition;
import cairn.storage.partition.PartitionDeleted;
import cairn.storage.partition.Rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Applies a stretch of the log of one partition of items to one partition of an index: entries and
/// progress in one commit. What was applied already is left out, so it may be done again, and by
/// several processes. Done later if the partition is being filled just now.
final class EntryWrite implements PartitionWrite {
    private final Partition items;
    private final List<EntryChange> entries;
    private final long through;
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private boolean held;

    /// @param items the partition whose log it is
    /// @param entries all that the log has for the partition, from its progress or before on
    /// @param through last sequence number of the stretch
    EntryWrite(Partition items, List<EntryChange> entries, long through) {
        this.items = items;
        this.entries = entries;
        this.through = through;
    }

    /// Whether the stretch is applied; false if it must be tried again. Fails with
    /// PartitionDeleted.
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
                IndexProgress.of(state.find(Runs.PROGRESS, IndexProgress.key(items.name())));
        boolean once = items.engine().rules().keep(Rule.APPLY_ONCE);
        long applied = once ? progress.through() : 0;
        held = applied < through && progress.isHeld(items.engine().clock().nowMicros());
        if (applied >= through || held) {
            return Edit.NONE;
        }
        Map<StorageKey, Change> newest = new LinkedHashMap<>();
        for (EntryChange entry : entries) {
            if (entry.sequence() > applied) {
                newest.put(entry.change().key(), entry.change());
            }
        }
        List<Change> changes = new ArrayList<>(newest.values());
        changes.add(progress.through(through).change(items.name()));
        return Edit.of(changes);
    }

    @Override
    public void settled(Settlement settlement) {
        switch (settlement) {
            case Settlement.Decided decided -> end.complete(!held);
            case Settlement.Deleted deleted -> end.completeExceptionally(new PartitionDeleted());
            case Settlement.Throttled throttled -> end.complete(false);
            case Settlement.Failed failed -> end.complete(false);
            case Settlement.Unknown unknown -> end.complete(false);
        }
    }

    @Override
    public int weightBytes() {
        int bytes = 0;
        for (EntryChange entry : entries) {
            Change change = entry.change();
            bytes += change.key().bytes().length;
            bytes += change.item().map(StoredItem::json).map(json -> json.length).orElse(0);
        }
        return bytes;
    }
}
