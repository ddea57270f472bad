package cairn.operations.write;

import cairn.item.Item;
import cairn.item.StorageKey;
import cairn.item.json.ItemJson;
import cairn.operations.request.Action;
import cairn.operations.request.Effort;
import cairn.operations.request.OpenTable;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Reply;
import cairn.storage.environment.Waiting;
import cairn.storage.format.StoredItem;

import java.util.concurrent.CompletableFuture;

/// Puts an item and replaces the one with its key, if any.
///
/// @param item not larger than items may be
/// @param stored the same as it is kept
public record PutAction(WriteTerms terms, Item item, StoredItem stored) implements Action {
    /// @param item not larger than items may be
    public static PutAction of(WriteTerms terms, Item item) {
        return new PutAction(terms, item, new StoredItem(item.sizeBytes(), ItemJson.write(item)));
    }

    @Override
    public CompletableFuture<Reply> run(TableAccess tables, Waiting waiting) {
        return terms.run(
                tables, waiting, table -> write(table, Effort.ofWrite(tables.environment())));
    }

    private ItemWrite write(OpenTable table, Effort effort) {
        StorageKey key = table.keys().ofItem(item.attributes());
        table.settings().indexes().mustFit(item);
        return new ItemWrite(
                key,
                table,
                terms.needsCurrent(),
                key.bytes().length + stored.json().length + terms.valueBytes(),
                current -> {
                    terms.checkCondition(current, effort);
                    return new ItemWrite.Decision(
                            new ItemChange.Put(stored, item),
                            its -> terms.answerOld(current, stored.sizeBytes(), its));
                });
    }
}
