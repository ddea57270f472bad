package cairn.operations.write;

import cairn.item.AttributeValue;
import cairn.item.Item;
import cairn.item.Message;
import cairn.item.StorageKey;
import cairn.item.expression.Path;
import cairn.item.expression.Update;
import cairn.item.json.ItemJson;
import cairn.operations.request.Action;
import cairn.operations.request.Effort;
import cairn.operations.request.OpenTable;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.storage.environment.Waiting;
import cairn.storage.format.StoredItem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Updates the item with a key.
///
/// @param update absent to create the item if it does not exist, and else leave it unchanged
public record UpdateAction(
        WriteTerms terms, Map<String, AttributeValue> key, Optional<Update> update)
        implements Action {
    private static final int GROWTH_BYTES = 1024;

    @Override
    public CompletableFuture<Reply> run(TableAccess tables, Waiting waiting) {
        return terms.run(
                tables, waiting, table -> write(table, Effort.ofWrite(tables.environment())));
    }

    private ItemWrite write(OpenTable table, Effort effort) {
        StorageKey at = table.keys().ofKey(key);
        if (update.isPresent()) {
            update.get().checkAgainst(table.keys());
            List<Path> paths = new ArrayList<>();
            update.get().paths(paths);
            table.checkPaths(paths);
        }
        Item fresh = Item.of(table.keys().keyOf(key));
        return new ItemWrite(
                at,
                table,
                true,
                at.bytes().length + GROWTH_BYTES + terms.valueBytes(),
                current -> judge(table, fresh, current, effort));
    }

    /// @param fresh the starting item if none exists: key attributes only
    private ItemWrite.Decision judge(
            OpenTable table, Item fresh, Optional<StoredItem> current, Effort effort) {
        Item old = WriteTerms.read(current);
        terms.checkCondition(current, old, effort);
        Item base = current.isPresent() ? old : fresh;
        Update.Result result =
                update.isPresent() ? update.get().apply(base) : new Update.Result(base, List.of());
        if (current.isEmpty() && update.isPresent() && !update.get().creates()) {
            return new ItemWrite.Decision(
                    ItemChange.KEEP, its -> terms.answer(new ReplyBody(), current, 0, its));
        }
        Item updated = result.item();
        update.ifPresent(its -> UpdatedIndexKeys.mustFit(table.settings().indexes(), its, updated));
        if (updated.sizeBytes() > Item.BYTES_MAX) {
            throw Message.UPDATED_ITEM_SIZE.refused();
        }
        byte[] json = ItemJson.write(updated);
        StoredItem stored = new StoredItem(updated.sizeBytes(), json);
        return new ItemWrite.Decision(
                new ItemChange.Put(stored, updated),
                its -> answer(current, old, result, stored, its));
    }

    private Reply answer(
            Optional<StoredItem> current,
            Item old,
            Update.Result result,
            StoredItem stored,
            Consequences consequences) {
        ReplyBody body = new ReplyBody();
        switch (terms.returns()) {
            case NONE -> {}
            case ALL_OLD -> current.ifPresent(item -> body.raw("Attributes", item.json()));
            case ALL_NEW -> body.raw("Attributes", stored.json());
            case UPDATED_OLD -> add(body, result.updatedOld(old));
            case UPDATED_NEW -> add(body, result.updatedNew());
        }
        return terms.answer(body, current, stored.sizeBytes(), consequences);
    }

    private static void add(ReplyBody body, Item part) {
        if (!part.isEmpty()) {
            body.item("Attributes", part);
        }
    }
}
