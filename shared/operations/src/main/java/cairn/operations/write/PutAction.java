package cairn.operations.write;

import cairn.item.AttributeValue;
import cairn.item.Item;
import cairn.item.StorageKey;
import cairn.item.json.ItemJson;
import cairn.operations.request.Action;
import cairn.operations.request.Effort;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Reply;
import cairn.storage.environment.Waiting;
import cairn.storage.format.StoredItem;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Puts an item and replaces the one with its key, if any.
///
/// @param attributes of the item
public record PutAction(WriteTerms terms, Map<String, AttributeValue> attributes, StoredItem stored)
        implements Action {
    /// @param item within the size limit of items
    public static PutAction of(WriteTerms terms, Item item) {
        return new PutAction(
                terms, item.attributes(), new StoredItem(item.sizeBytes(), ItemJson.write(item)));
    }

    @Override
    public CompletableFuture<Reply> run(TableAccess tables, Waiting waiting) {
        return terms.run(
                tables,
                waiting,
                table ->
                        write(
                                table.keys().ofItem(attributes),
                                Effort.ofWrite(tables.environment())));
    }

    private ItemWrite write(StorageKey key, Effort effort) {
        return new ItemWrite(
                key,
                terms.needsCurrent(),
                key.bytes().length + stored.json().length + terms.valueBytes(),
                current -> {
                    terms.checkCondition(current, effort);
                    return new ItemWrite.Decision(
                            new ItemChange.Put(stored),
                            () -> terms.answerOld(current, stored.sizeBytes()));
                });
    }
}
