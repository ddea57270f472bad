package cairn.operations.write;

import cairn.item.AttributeValue;
import cairn.item.Item;
import cairn.item.KeySchema;
import cairn.item.Refused;
import cairn.item.StorageKey;
import cairn.item.Text;
import cairn.item.json.ItemJson;
import cairn.item.json.Json;
import cairn.item.json.ValueReader;
import cairn.operations.request.Action;
import cairn.operations.request.Capacity;
import cairn.operations.request.OpenTable;
import cairn.operations.request.Operation;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Constraints;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;
import cairn.operations.wire.TableNames;
import cairn.storage.format.StoredItem;
import cairn.storage.partition.Change;
import cairn.storage.partition.Partition;
import cairn.storage.segment.Waiting;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// BatchWriteItem: puts and deletes items, each for itself.
public final class BatchWriteItem implements Operation {
    private static final int WRITES_MAX = 25;

    /// @param item what to put; absent for a deletion
    /// @param attributes of the item, or of the key
    private record WriteOf(Json sent, Optional<StoredItem> item, Item attributes) {}

    @Override
    public Shape shape() {
        Shape put = Shapes.struct("PutRequest", "Item", Shapes.ITEM);
        Shape delete = Shapes.struct("DeleteRequest", "Key", Shapes.ITEM);
        Shape write = Shapes.struct("WriteRequest", "PutRequest", put, "DeleteRequest", delete);
        return Shapes.struct(
                "BatchWriteItemInput",
                "RequestItems",
                new Shape.MapOf(
                        new Shape.ListOf(write),
                        "java.util.List<com.amazonaws.dynamodb.v20120810.WriteRequest>"),
                "ReturnConsumedCapacity",
                Shapes.TEXT,
                "ReturnItemCollectionMetrics",
                Shapes.TEXT);
    }

    @Override
    public Action check(Input input) {
        new Constraints()
                .oneOf(input, "ReturnConsumedCapacity", "INDEXES", "TOTAL", "NONE")
                .required(input, "RequestItems")
                .tableNames(input, "RequestItems")
                .oneOf(input, "ReturnItemCollectionMetrics", "SIZE", "NONE")
                .check();
        Map<String, Json> tables = input.object("RequestItems").orElseThrow().fields();
        if (tables.isEmpty()) {
            throw Failure.validation("The requestItems parameter is required for BatchWriteItem");
        }
        TableNames.checkDistinct(tables.keySet());
        Map<String, List<WriteOf>> changes = new LinkedHashMap<>();
        int count = 0;
        for (Map.Entry<String, Json> table : tables.entrySet()) {
            List<WriteOf> ofTable = changes(table.getKey(), table.getValue());
            changes.put(TableNames.of(table.getKey()), ofTable);
            count += ofTable.size();
        }
        if (count > WRITES_MAX) {
            throw Failure.validation("Too many items requested for the BatchWriteItem call");
        }
        Capacity capacity = Capacity.of(input);
        return (access, waiting) ->
                access.onAll(changes.keySet(), () -> run(access, waiting, changes, capacity));
    }

    private static List<WriteOf> changes(String table, Json sent) {
        List<Json> writes = ((Json.Arr) sent).values();
        if (writes.isEmpty() || writes.size() > WRITES_MAX) {
            throw Failure.validation(
                    "1 validation error detected: Value '%s' at 'requestItems' failed to satisfy"
                                    .formatted(new Json.Obj(Map.of(table, sent)).text())
                            + " constraint: Map value must satisfy constraint: [Member must have"
                            + " length less than or equal to 25, Member must have length greater"
                            + " than or equal to 1]");
        }
        List<WriteOf> changes = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            Input write = new Input((Json.Obj) writes.get(i));
            String path = "requestItems.%s.member.%d.member.".formatted(table, i + 1);
            if (write.has("PutRequest") == write.has("DeleteRequest")) {
                throw Text.VALUE_TWO_TYPES.refused();
            }
            changes.add(
                    write.has("PutRequest")
                            ? put(write, writes.get(i), path)
                            : delete(write, writes.get(i), path));
        }
        return changes;
    }

    private static WriteOf put(Input write, Json sent, String path) {
        Input put = write.structure("PutRequest").orElseThrow();
        if (!put.has("Item")) {
            new Constraints().missing(path + "putRequest.item").check();
        }
        Item item = ValueReader.item(put.object("Item").orElseThrow());
        if (item.sizeBytes() > Item.BYTES_MAX) {
            throw Failure.validation("Item size has exceeded the maximum allowed size");
        }
        StoredItem stored = new StoredItem(item.sizeBytes(), ItemJson.write(item));
        return new WriteOf(sent, Optional.of(stored), item);
    }

    private static WriteOf delete(Input write, Json sent, String path) {
        Input delete = write.structure("DeleteRequest").orElseThrow();
        if (!delete.has("Key")) {
            new Constraints().missing(path + "deleteRequest.key").check();
        }
        return new WriteOf(
                sent, Optional.empty(), ValueReader.item(delete.object("Key").orElseThrow()));
    }

    /// One table's part: writes by partition, in order.
    private record Part(
            OpenTable table, List<WriteOf> changes, Map<Partition, List<ItemWrite>> writes) {}

    private static CompletableFuture<Reply> run(
            TableAccess access,
            Waiting waiting,
            Map<String, List<WriteOf>> changes,
            Capacity capacity) {
        List<Part> parts = new ArrayList<>();
        List<ItemWrite> all = new ArrayList<>();
        changes.forEach(
                (name, ofTable) -> parts.add(part(access.table(name, waiting), ofTable, all)));
        parts.forEach(part -> part.writes.forEach(Partition::submit));
        return CompletableFuture.allOf(
                        all.stream().map(ItemWrite::reply).toArray(CompletableFuture<?>[]::new))
                .handle((none, failure) -> answer(parts, all, capacity));
    }

    private static Part part(OpenTable table, List<WriteOf> changes, List<ItemWrite> all) {
        Part part = new Part(table, changes, new LinkedHashMap<>());
        Set<StorageKey> keys = new HashSet<>();
        for (WriteOf change : changes) {
            StorageKey key = key(table.keys(), change);
            if (!keys.add(key)) {
                throw Failure.validation("Provided list of item keys contains duplicates");
            }
            ItemWrite write = write(key, change);
            all.add(write);
            part.writes
                    .computeIfAbsent(table.table().partitionOf(key), p -> new ArrayList<>())
                    .add(write);
        }
        return part;
    }

    /// Puts too are refused in the words of keys here (observed).
    private static StorageKey key(KeySchema schema, WriteOf change) {
        Map<String, AttributeValue> attributes = change.attributes.attributes();
        if (change.item.isEmpty()) {
            return schema.ofKey(attributes);
        }
        try {
            return schema.ofItem(attributes);
        } catch (Refused e) {
            throw e.text() == Text.KEY_MISSING_IN_ITEM || e.text() == Text.KEY_TYPE_IN_ITEM
                    ? Text.KEY_NOT_OF_SCHEMA.refused()
                    : e;
        }
    }

    private static ItemWrite write(StorageKey key, WriteOf change) {
        int weight = key.bytes().length + change.item.map(item -> item.json().length).orElse(0);
        Change what = change.item.<Change>map(Change.Put::new).orElse(Change.DELETE);
        return new ItemWrite(
                key,
                false,
                weight,
                current -> new ItemWrite.Decision(what, () -> new Reply(200, new byte[0])));
    }

    private static Reply answer(List<Part> parts, List<ItemWrite> all, Capacity capacity) {
        ReplyBody unprocessed = new ReplyBody();
        List<byte[]> consumed = new ArrayList<>();
        int next = 0;
        for (Part part : parts) {
            List<byte[]> left = new ArrayList<>();
            double units = 0;
            for (WriteOf change : part.changes) {
                if (done(all.get(next++))) {
                    int bytes = change.item.map(StoredItem::sizeBytes).orElse(0);
                    units += Capacity.write(0, bytes);
                } else {
                    left.add(JsonText.of(change.sent));
                }
            }
            if (!left.isEmpty()) {
                unprocessed.list(part.table.name(), left);
            }
            consumed.add(capacity.json(part.table.name(), units));
        }
        ReplyBody body = new ReplyBody().object("UnprocessedItems", unprocessed);
        if (capacity != Capacity.NONE) {
            body.list("ConsumedCapacity", consumed);
        }
        return new Reply(200, body.finish());
    }

    /// False if the write was throttled and may be sent again.
    private static boolean done(ItemWrite write) {
        try {
            return write.reply().join().status() == 200;
        } catch (CompletionException e) {
            if (e.getCause() instanceof Failure failure
                    && failure.type() == Failure.Type.THROUGHPUT_EXCEEDED) {
                return false;
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
