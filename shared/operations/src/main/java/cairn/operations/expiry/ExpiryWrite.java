package cairn.operations.expiry;

import cairn.item.StorageKey;
import cairn.storage.edit.Edit;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.edit.Settlement;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Writes what is known of the expiry of a partition's items. That it may not be written does no
/// harm: then they are looked at again.
///
/// @param end completed when it is settled
record ExpiryWrite(ExpiryState state, CompletableFuture<Settlement> end) implements PartitionWrite {
    ExpiryWrite(ExpiryState state) {
        this(state, new CompletableFuture<>());
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
    public Edit decide(PartitionState partition) {
        return Edit.of(state.change());
    }

    @Override
    public void settled(Settlement settlement) {
        end.complete(settlement);
    }

    @Override
    public int weightBytes() {
        return state.attribute().length();
    }
}
