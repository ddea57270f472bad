package cairn.operations.write;

import cairn.item.Item;
import cairn.item.StorageKey;
import cairn.item.expression.Kind;
import cairn.item.json.ValueReader;
import cairn.operations.request.Action;
import cairn.operations.request.Effort;
import cairn.operations.request.Operation;
import cairn.operations.request.RequestExpressions;
import cairn.operations.wire.Input;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;

import java.util.List;

/// DeleteItem: deletes an item; one that is not there is fine.
public final class DeleteItem implements Operation {
    @Override
    public Shape shape() {
        return Shapes.struct("DeleteItemInput", WriteRequest.members("Key", Shapes.ITEM));
    }

    @Override
    public Action check(Input input) {
        WriteRequest.constrain(input, "Key");
        RequestExpressions.refuse(input, "Expected", "ConditionalOperator");
        RequestExpressions expressions = new RequestExpressions(input, Kind.CONDITION);
        Item keyItem = ValueReader.item(input.object("Key").orElseThrow());
        WriteRequest.checkOldOnly(input);
        WriteRequest request = WriteRequest.of(input, expressions.read());
        expressions.checkAllUsed();
        return (tables, waiting) ->
                tables.on(
                        request.table(),
                        waiting,
                        table -> {
                            StorageKey key = table.keys().ofKey(keyItem.attributes());
                            ItemWrite write =
                                    write(request, key, Effort.ofWrite(tables.environment()));
                            table.table().submit(List.of(write));
                            return write.reply();
                        });
    }

    private static ItemWrite write(WriteRequest request, StorageKey key, Effort effort) {
        return new ItemWrite(
                key,
                request.needsCurrent(),
                key.bytes().length + request.valueBytes(),
                current -> {
                    request.checkCondition(current, effort);
                    boolean nothing = request.needsCurrent() && current.isEmpty();
                    return new ItemWrite.Decision(
                            nothing ? ItemChange.KEEP : ItemChange.DELETE,
                            () -> request.answerOld(current, 0));
                });
    }
}
