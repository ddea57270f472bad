package cairn.simulation.contention;

import cairn.item.StorageKey;
import cairn.storage.edit.Change;
import cairn.storage.edit.Edit;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.edit.Settlement;
import cairn.storage.format.StoredItem;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Adds one to an item's counter, as `UpdateItem` with `ADD` does. It needs the current item.
final class CounterWrite implements PartitionWrite {
    /// The size of an item. Its first eight bytes are the counter.
    static final int ITEM_BYTES = 500;

    private final StorageKey key;
    private final CompletableFuture<Settlement> settlement = new CompletableFuture<>();

    CounterWrite(StorageKey key) {
        this.key = key;
    }

    static long count(Optional<StoredItem> item) {
        return item.map(stored -> ByteBuffer.wrap(stored.json()).getLong()).orElse(0L);
    }

    /// Waits for the outcome and returns it.
    Settlement await() {
        return settlement.join();
    }

    @Override
    public List<StorageKey> keys() {
        return List.of(key);
    }

    @Override
    public boolean needsCurrent() {
        return true;
    }

    @Override
    public Edit decide(PartitionState state) {
        byte[] bytes = new byte[ITEM_BYTES];
        Arrays.fill(bytes, (byte) 'x');
        ByteBuffer.wrap(bytes).putLong(count(state.item(key)) + 1);
        return Edit.of(Change.put(key, new StoredItem(ITEM_BYTES, bytes)));
    }

    @Override
    public void settled(Settlement end) {
        settlement.complete(end);
    }

    @Override
    public int weightBytes() {
        return ITEM_BYTES;
    }
}
