package cairn.operations.read;

import cairn.item.Item;
import cairn.item.StorageKey;
import cairn.item.expression.Kind;
import cairn.item.expression.Projection;
import cairn.item.json.ItemJson;
import cairn.item.json.ValueReader;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Capacity;
import cairn.operations.request.Effort;
import cairn.operations.request.Operation;
import cairn.operations.request.RequestExpressions;
import cairn.operations.wire.Constraints;
import cairn.operations.wire.Input;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;
import cairn.operations.wire.TableNames;
import cairn.storage.format.StoredItem;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// GetItem: reads one item.
public final class GetItem implements Operation {
    @Override
    public Shape shape() {
        return Shapes.struct(
                "GetItemInput",
                "TableName",
                Shapes.TEXT,
                "Key",
                Shapes.ITEM,
                "ConsistentRead",
                Shapes.BOOL,
                "AttributesToGet",
                Shapes.TEXTS,
                "ReturnConsumedCapacity",
                Shapes.TEXT,
                "ProjectionExpression",
                Shapes.TEXT,
                "ExpressionAttributeNames",
                Shapes.NAMES);
    }

    @Override
    public Action check(Input input) {
        return check(input, Arrival.UNKNOWN);
    }

    @Override
    public Action check(Input input, Arrival arrival) {
        new Constraints()
                .oneOf(input, "ReturnConsumedCapacity", "INDEXES", "TOTAL", "NONE")
                .tableName(input, "TableName")
                .required(input, "Key")
                .filled(input, "AttributesToGet")
                .check();
        RequestExpressions.refuse(input, "AttributesToGet");
        RequestExpressions expressions = new RequestExpressions(input, Kind.PROJECTION);
        Item keyItem = ValueReader.item(input.object("Key").orElseThrow());
        Optional<Projection> projection = expressions.read().projection();
        expressions.checkAllUsed();
        String name = TableNames.of(input.text("TableName").orElseThrow());
        boolean consistent = input.bool("ConsistentRead");
        Capacity capacity = Capacity.of(input);
        return (tables, waiting) ->
                tables.on(
                        name,
                        waiting,
                        table -> {
                            StorageKey key = table.keys().ofKey(keyItem.attributes());
                            projection.ifPresent(wanted -> wanted.checkAgainst(table.keys()));
                            Optional<StoredItem> item =
                                    Reading.of(
                                            table.table().partitionOf(key),
                                            consistent,
                                            waiting,
                                            reader -> reader.find(key));
                            Effort effort = new Effort(tables.environment(), waiting, arrival);
                            ReplyBody body = new ReplyBody();
                            item.ifPresent(found -> add(body, found, projection, effort));
                            int bytes = item.map(StoredItem::sizeBytes).orElse(0);
                            capacity.add(body, name, Capacity.read(bytes, consistent));
                            return CompletableFuture.completedFuture(new Reply(200, body.finish()));
                        });
    }

    private static void add(
            ReplyBody body, StoredItem item, Optional<Projection> projection, Effort effort) {
        effort.spend(Page.steps(item, projection.isPresent()));
        if (projection.isPresent()) {
            body.item("Item", projection.get().of(ItemJson.read(item.json())));
        } else {
            body.raw("Item", item.json());
        }
    }
}
