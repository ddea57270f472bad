package cairn.operations.propagation;

import cairn.item.StorageKey;
import cairn.storage.edit.Change;
import cairn.storage.edit.Edit;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.edit.Settlement;
import cairn.storage.format.PartitionName;
import cairn.storage.format.Runs;
import cairn.storage.format.StoredItem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Applies a stretch of the log of one partition of items to one partition of an index: entries and
/// progress in one commit. What was applied already is left out, so it may be done again, and by
/// several processes.
final class EntryWrite implements PartitionWrite {
    private final PartitionName items;
    private final List<EntryChange> entries;
    private final long through;
    private final CompletableFuture<Settlement> end = new CompletableFuture<>();

    /// @param entries all that the log has for the partition, from its progress or before on
    /// @param through last sequence number of the stretch
    EntryWrite(PartitionName items, List<EntryChange> entries, long through) {
        this.items = items;
        this.entries = entries;
        this.through = through;
    }

    /// How it ended. Completed once.
    CompletableFuture<Settlement> end() {
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
        long applied = IndexProgress.of(state.find(Runs.PROGRESS, IndexProgress.key(items)));
        if (applied >= through) {
            return Edit.NONE;
        }
        Map<StorageKey, Change> newest = new LinkedHashMap<>();
        for (EntryChange entry : entries) {
            if (entry.sequence() > applied) {
                newest.put(entry.change().key(), entry.change());
            }
        }
        List<Change> changes = new ArrayList<>(newest.values());
        changes.add(IndexProgress.change(items, through));
        return Edit.of(changes);
    }

    @Override
    public void settled(Settlement settlement) {
        end.complete(settlement);
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
