package cairn.operations.write;

import cairn.item.AttributeValue;
import cairn.item.StorageKey;
import cairn.operations.request.Action;
import cairn.operations.request.Effort;
import cairn.operations.request.OpenTable;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Reply;
import cairn.storage.environment.Waiting;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Deletes the item with a key.
public record DeleteAction(WriteTerms terms, Map<String, AttributeValue> key) implements Action {
    @Override
    public CompletableFuture<Reply> run(TableAccess tables, Waiting waiting) {
        return terms.run(
                tables, waiting, table -> write(table, Effort.ofWrite(tables.environment())));
    }

    private ItemWrite write(OpenTable table, Effort effort) {
        StorageKey at = table.keys().ofKey(key);
        return new ItemWrite(
                at,
                table,
                terms.needsCurrent(),
                at.bytes().length + terms.valueBytes(),
                current -> {
                    terms.checkCondition(current, effort);
                    boolean nothing = terms.needsCurrent() && current.isEmpty();
                    return new ItemWrite.Decision(
                            nothing ? ItemChange.KEEP : ItemChange.DELETE,
                            its -> terms.answerOld(current, 0, its));
                });
    }
}
