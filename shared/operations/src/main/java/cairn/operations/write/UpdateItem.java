package cairn.operations.write;

import cairn.item.Item;
import cairn.item.Message;
import cairn.item.StorageKey;
import cairn.item.expression.Kind;
import cairn.item.expression.Update;
import cairn.item.json.ItemJson;
import cairn.item.json.ValueReader;
import cairn.operations.request.Action;
import cairn.operations.request.Effort;
import cairn.operations.request.Operation;
import cairn.operations.request.RequestExpressions;
import cairn.operations.wire.Input;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;
import cairn.storage.format.StoredItem;

import java.util.List;
import java.util.Optional;

/// UpdateItem: changes attributes of an item, which it creates if there is none and it puts
/// something, or has no expression at all.
public final class UpdateItem implements Operation {
    @Override
    public Shape shape() {
        return Shapes.struct(
                "UpdateItemInput",
                WriteRequest.members(
                        "Key", Shapes.ITEM,
                        "UpdateExpression", Shapes.TEXT,
                        "AttributeUpdates", Shapes.ANY));
    }

    @Override
    public Action check(Input input) {
        WriteRequest.constrainTableName(input);
        WriteRequest.constrain(input, "Key");
        RequestExpressions.refuse(input, "AttributeUpdates", "Expected", "ConditionalOperator");
        RequestExpressions expressions = new RequestExpressions(input, Kind.UPDATE, Kind.CONDITION);
        Item keyItem = ValueReader.item(input.object("Key").orElseThrow());
        expressions.read();
        Optional<Update> update = expressions.update();
        WriteRequest request = WriteRequest.of(input, expressions);
        expressions.checkAllUsed();
        return (tables, waiting) ->
                tables.on(
                        request.table(),
                        waiting,
                        table -> {
                            StorageKey key = table.keys().ofKey(keyItem.attributes());
                            update.ifPresent(u -> u.checkAgainst(table.keys()));
                            Item fresh = Item.of(table.keys().keyOf(keyItem.attributes()));
                            Effort effort = Effort.ofWrite(tables.environment());
                            ItemWrite write =
                                    new ItemWrite(
                                            key,
                                            true,
                                            key.bytes().length + 1024 + request.valueBytes(),
                                            current ->
                                                    judge(request, update, fresh, current, effort));
                            table.table().submit(List.of(write));
                            return write.reply();
                        });
    }

    /// @param fresh the item that there is if there was none: its key
    private static ItemWrite.Decision judge(
            WriteRequest request,
            Optional<Update> update,
            Item fresh,
            Optional<StoredItem> current,
            Effort effort) {
        Item old = WriteRequest.read(current);
        request.checkCondition(current, old, effort);
        Item base = current.isPresent() ? old : fresh;
        Update.Result result =
                update.isPresent() ? update.get().apply(base) : new Update.Result(base, List.of());
        if (current.isEmpty() && update.isPresent() && !update.get().creates()) {
            return new ItemWrite.Decision(
                    ItemChange.KEEP, () -> request.answer(new ReplyBody(), current, 0));
        }
        Item updated = result.item();
        if (updated.sizeBytes() > Item.BYTES_MAX) {
            throw Message.UPDATED_ITEM_SIZE.refused();
        }
        byte[] json = ItemJson.write(updated);
        StoredItem stored = new StoredItem(updated.sizeBytes(), json);
        return new ItemWrite.Decision(
                new ItemChange.Put(stored), () -> answer(request, current, old, result, stored));
    }

    private static Reply answer(
            WriteRequest request,
            Optional<StoredItem> current,
            Item old,
            Update.Result result,
            StoredItem stored) {
        ReplyBody body = new ReplyBody();
        switch (request.returnValues()) {
            case "ALL_OLD" -> current.ifPresent(item -> body.raw("Attributes", item.json()));
            case "ALL_NEW" -> body.raw("Attributes", stored.json());
            case "UPDATED_OLD" -> add(body, result.updatedOld(old));
            case "UPDATED_NEW" -> add(body, result.updatedNew());
            default -> {}
        }
        return request.answer(body, current, stored.sizeBytes());
    }

    private static void add(ReplyBody body, Item part) {
        if (!part.isEmpty()) {
            body.item("Attributes", part);
        }
    }
}
