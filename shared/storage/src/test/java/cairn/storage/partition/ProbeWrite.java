package cairn.storage.partition;

import cairn.item.StorageKey;
import cairn.storage.edit.Change;
import cairn.storage.edit.Edit;
import cairn.storage.edit.PartitionState;
import cairn.storage.edit.PartitionWrite;
import cairn.storage.edit.Settlement;
import cairn.storage.format.StoredItem;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// A write of a test, and its outcome.
public final class ProbeWrite implements PartitionWrite {
    private final StorageKey key;
    private final int weightBytes;
    private final boolean needsCurrent;
    private final Function<Optional<StoredItem>, Edit> judge;
    private final CompletableFuture<Settlement> end = new CompletableFuture<>();

    private ProbeWrite(
            StorageKey key,
            int weightBytes,
            boolean needsCurrent,
            Function<Optional<StoredItem>, Edit> judge) {
        this.key = key;
        this.weightBytes = weightBytes;
        this.needsCurrent = needsCurrent;
        this.judge = judge;
    }

    public static StorageKey key(long number) {
        return StorageKey.of(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /// Puts an item of the given size.
    public static ProbeWrite put(long key, int bytes) {
        StoredItem item = new StoredItem(bytes, new byte[bytes]);
        return new ProbeWrite(
                key(key), bytes, false, current -> Edit.of(Change.put(key(key), item)));
    }

    /// Reads the item and decides.
    public static ProbeWrite judging(long key, Function<Optional<StoredItem>, Edit> judge) {
        return new ProbeWrite(key(key), 100, true, judge);
    }

    /// Reads the item and deletes it.
    public static ProbeWrite delete(long key) {
        return judging(key, current -> Edit.of(Change.delete(key(key))));
    }

    public CompletableFuture<Settlement> end() {
        return end;
    }

    @Override
    public List<StorageKey> keys() {
        return List.of(key);
    }

    @Override
    public boolean needsCurrent() {
        return needsCurrent;
    }

    @Override
    public Edit decide(PartitionState state) {
        return judge.apply(needsCurrent ? state.item(key) : Optional.empty());
    }

    @Override
    public void settled(Settlement settlement) {
        if (!end.complete(settlement)) {
            throw new IllegalStateException("settled twice: " + settlement);
        }
    }

    @Override
    public int weightBytes() {
        return weightBytes;
    }
}
