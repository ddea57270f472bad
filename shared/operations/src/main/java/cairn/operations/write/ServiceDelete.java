package cairn.operations.write;

import cairn.item.Item;
import cairn.item.StorageKey;
import cairn.item.json.ItemJson;
import cairn.operations.request.OpenTable;
import cairn.operations.wire.Reply;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/// A deletion that no client asked for. Its record says so.
public final class ServiceDelete {
    private ServiceDelete() {}

    /// Deletes the item under a key, with its entries in indexes, if it still is what it is deleted
    /// for.
    ///
    /// @return completed when it is done or not needed; fails as a write of a client does
    public static CompletableFuture<Reply> of(
            OpenTable table, StorageKey key, Predicate<Item> stillDue) {
        ItemWrite write =
                new ItemWrite(
                        key,
                        table,
                        true,
                        key.bytes().length,
                        current -> {
                            boolean due =
                                    current.map(stored -> ItemJson.read(stored.json()))
                                            .filter(stillDue)
                                            .isPresent();
                            return new ItemWrite.Decision(
                                    due ? ItemChange.EXPIRE : ItemChange.KEEP,
                                    consequences -> Reply.EMPTY);
                        });
        table.table().submit(List.of(write));
        return write.reply();
    }
}
