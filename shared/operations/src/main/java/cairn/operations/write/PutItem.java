package cairn.operations.write;

import cairn.item.Item;
import cairn.item.StorageKey;
import cairn.item.expression.Kind;
import cairn.item.json.ItemJson;
import cairn.item.json.ValueReader;
import cairn.operations.request.Action;
import cairn.operations.request.Effort;
import cairn.operations.request.Operation;
import cairn.operations.request.RequestExpressions;
import cairn.operations.wire.Constraints;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;
import cairn.storage.format.StoredItem;

import java.util.List;
import java.util.Optional;

/// PutItem: creates or replaces an item.
public final class PutItem implements Operation {
    @Override
    public Shape shape() {
        return Shapes.struct("PutItemInput", WriteRequest.members("Item", Shapes.ITEM));
    }

    @Override
    public Action check(Input input) {
        WriteRequest.constrainTableName(input);
        Constraints constraints =
                new Constraints()
                        .oneOf(input, "ReturnConsumedCapacity", "INDEXES", "TOTAL", "NONE")
                        .tableName(input, "TableName")
                        .required(input, "Item");
        WriteRequest.returnValues(constraints, input)
                .oneOf(input, "ReturnItemCollectionMetrics", "SIZE", "NONE")
                .oneOf(input, "ReturnValuesOnConditionCheckFailure", "ALL_OLD", "NONE")
                .check();
        RequestExpressions.refuse(input, "Expected", "ConditionalOperator");
        RequestExpressions expressions = new RequestExpressions(input, Kind.CONDITION);
        Item item = ValueReader.item(input.object("Item").orElseThrow());
        WriteRequest.checkOldOnly(input);
        if (item.sizeBytes() > Item.BYTES_MAX) {
            throw Failure.validation("Item size has exceeded the maximum allowed size");
        }
        WriteRequest request = WriteRequest.of(input, expressions.read());
        expressions.checkAllUsed();
        StoredItem stored = new StoredItem(item.sizeBytes(), ItemJson.write(item));
        return (tables, waiting) ->
                tables.on(
                        request.table(),
                        waiting,
                        table -> {
                            StorageKey key = table.keys().ofItem(item.attributes());
                            ItemWrite write =
                                    write(
                                            request,
                                            key,
                                            stored,
                                            Effort.ofWrite(tables.environment()));
                            table.table().submit(List.of(write));
                            return write.reply();
                        });
    }

    private static ItemWrite write(
            WriteRequest request, StorageKey key, StoredItem stored, Effort effort) {
        return new ItemWrite(
                key,
                request.needsCurrent(),
                key.bytes().length + stored.json().length + request.valueBytes(),
                current -> {
                    request.checkCondition(current, effort);
                    Optional<StoredItem> old = current;
                    return new ItemWrite.Decision(
                            new ItemChange.Put(stored),
                            () -> request.answerOld(old, stored.sizeBytes()));
                });
    }
}
