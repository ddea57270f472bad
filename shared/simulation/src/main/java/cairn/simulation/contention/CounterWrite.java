package cairn.simulation.contention;

import cairn.item.StorageKey;
import cairn.storage.format.StoredItem;
import cairn.storage.partition.Change;
import cairn.storage.partition.PartitionWrite;
import cairn.storage.partition.Settlement;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Adds one to an item's counter, as `UpdateItem` with `ADD` does: it needs the item as it is.
final class CounterWrite implements PartitionWrite {
    /// An item of this size, of which the first eight bytes are the counter.
    static final int ITEM_BYTES = 500;

    private final StorageKey key;
    private final CompletableFuture<Settlement> settlement = new CompletableFuture<>();

    CounterWrite(StorageKey key) {
        this.key = key;
    }

    static long count(Optional<StoredItem> item) {
        return item.map(stored -> ByteBuffer.wrap(stored.json()).getLong()).orElse(0L);
    }

    /// How it ended; waits until it has.
    Settlement await() {
        return settlement.join();
    }

    @Override
    public StorageKey key() {
        return key;
    }

    @Override
    public boolean needsCurrent() {
        return true;
    }

    @Override
    public Change decide(Optional<StoredItem> current) {
        byte[] bytes = new byte[ITEM_BYTES];
        Arrays.fill(bytes, (byte) 'x');
        ByteBuffer.wrap(bytes).putLong(count(current) + 1);
        return new Change.Put(new StoredItem(ITEM_BYTES, bytes));
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
