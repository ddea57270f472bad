package cairn.operations.write;

import cairn.item.AttributeValue;
import cairn.item.Item;
import cairn.item.KeySchema;
import cairn.item.Message;
import cairn.item.Refused;
import cairn.item.StorageKey;
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
import cairn.storage.environment.Waiting;
import cairn.storage.format.StoredItem;

import java.nio.charset.StandardCharsets;
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
        Constraints constraints =
                new Constraints()
                        .oneOf(input, "ReturnConsumedCapacity", "INDEXES", "TOTAL", "NONE")
                        .oneOf(input, "ReturnItemCollectionMetrics", "SIZE", "NONE")
                        .check()
                        .required(input, "RequestItems")
                        .tableNames(input, "RequestItems")
                        .listsUpTo(input, "RequestItems", WRITES_MAX);
        Map<String, Json> tables =
                input.object("RequestItems").map(Json.Obj::fields).orElse(Map.of());
        tables.forEach((name, writes) -> constrain(constraints, name, writes));
        constraints.check();
        if (tables.isEmpty()) {
            throw Failure.validation("The requestItems parameter is required for BatchWriteItem");
        }
        TableNames.checkDistinct(tables.keySet());
        Map<String, List<Json>> writes = new LinkedHashMap<>();
        tables.forEach((name, sent) -> writes.put(TableNames.of(name), ((Json.Arr) sent).values()));
        if (writes.values().stream().mapToInt(List::size).sum() > WRITES_MAX) {
            throw Failure.validation("Too many items requested for the BatchWriteItem call");
        }
        Map<String, List<WriteOf>> changes = new LinkedHashMap<>();
        writes.forEach((name, sent) -> changes.put(name, changes(sent)));
        Capacity capacity = Capacity.of(input);
        return (access, waiting) ->
                access.onAll(
                        changes.keySet(), waiting, () -> run(access, waiting, changes, capacity));
    }

    private static void constrain(Constraints constraints, String table, Json writes) {
        String path = "requestItems." + table + ".member";
        if (!(writes instanceof Json.Arr(List<Json> elements))) {
            constraints.missing(path);
            return;
        }
        constraints.each(
                path,
                elements,
                (of, write) -> {
                    write.structure("DeleteRequest")
                            .ifPresent(r -> of.within("deleteRequest").required(r, "Key"));
                    write.structure("PutRequest")
                            .ifPresent(r -> of.within("putRequest").required(r, "Item"));
                });
    }

    private static List<WriteOf> changes(List<Json> writes) {
        List<WriteOf> changes = new ArrayList<>();
        for (Json sentWrite : writes) {
            Input write = new Input((Json.Obj) sentWrite);
            if (write.has("PutRequest") == write.has("DeleteRequest")) {
                throw Message.VALUE_TWO_TYPES.refused();
            }
            changes.add(write.has("PutRequest") ? put(write, sentWrite) : delete(write, sentWrite));
        }
        return changes;
    }

    private static WriteOf put(Input write, Json sent) {
        Input put = write.structure("PutRequest").orElseThrow();
        Item item = ValueReader.item(put.object("Item").orElseThrow());
        if (item.sizeBytes() > Item.BYTES_MAX) {
            throw Failure.validation("Item size has exceeded the maximum allowed size");
        }
        StoredItem stored = new StoredItem(item.sizeBytes(), ItemJson.write(item));
        return new WriteOf(sent, Optional.of(stored), item);
    }

    private static WriteOf delete(Input write, Json sent) {
        Input delete = write.structure("DeleteRequest").orElseThrow();
        return new WriteOf(
                sent, Optional.empty(), ValueReader.item(delete.object("Key").orElseThrow()));
    }

    /// One write under way, and what it costs, known once it is decided. What it costs depends on
    /// the item before too, which is read only where capacity is asked for.
    private static final class Charged {
        private final ItemWrite write;
        private double units;

        Charged(StorageKey key, WriteOf change, Capacity capacity) {
            int weight = key.bytes().length + change.item.map(item -> item.json().length).orElse(0);
            int newBytes = change.item.map(StoredItem::sizeBytes).orElse(0);
            ItemChange what =
                    change.item.<ItemChange>map(ItemChange.Put::new).orElse(ItemChange.DELETE);
            this.write =
                    new ItemWrite(
                            key,
                            capacity != Capacity.NONE,
                            weight,
                            current -> {
                                int oldBytes = current.map(StoredItem::sizeBytes).orElse(0);
                                units = Capacity.write(oldBytes, newBytes);
                                return new ItemWrite.Decision(
                                        what, () -> new Reply(200, new byte[0]));
                            });
        }
    }

    /// One table's part.
    private record Part(OpenTable table, List<WriteOf> changes, List<ItemWrite> writes) {}

    private static CompletableFuture<Reply> run(
            TableAccess access,
            Waiting waiting,
            Map<String, List<WriteOf>> changes,
            Capacity capacity) {
        List<Part> parts = new ArrayList<>();
        List<Charged> all = new ArrayList<>();
        changes.forEach(
                (name, ofTable) ->
                        parts.add(part(access.table(name, waiting), ofTable, capacity, all)));
        parts.forEach(part -> part.table.table().submit(part.writes));
        return CompletableFuture.allOf(
                        all.stream()
                                .map(of -> of.write.reply())
                                .toArray(CompletableFuture<?>[]::new))
                .handle((none, failure) -> answer(parts, all, capacity));
    }

    private static Part part(
            OpenTable table, List<WriteOf> changes, Capacity capacity, List<Charged> all) {
        Part part = new Part(table, changes, new ArrayList<>());
        Set<StorageKey> keys = new HashSet<>();
        for (WriteOf change : changes) {
            StorageKey key = key(table.keys(), change);
            if (!keys.add(key)) {
                throw Failure.validation("Provided list of item keys contains duplicates");
            }
            Charged write = new Charged(key, change, capacity);
            all.add(write);
            part.writes.add(write.write);
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
            throw e.message() == Message.KEY_MISSING_IN_ITEM
                            || e.message() == Message.KEY_TYPE_IN_ITEM
                    ? Message.KEY_NOT_OF_SCHEMA.refused()
                    : e;
        }
    }

    private static Reply answer(List<Part> parts, List<Charged> all, Capacity capacity) {
        ReplyBody unprocessed = new ReplyBody();
        List<byte[]> consumed = new ArrayList<>();
        int next = 0;
        for (Part part : parts) {
            List<byte[]> left = new ArrayList<>();
            double units = 0;
            for (WriteOf change : part.changes) {
                Charged write = all.get(next++);
                if (done(write.write)) {
                    units += write.units;
                } else {
                    left.add(change.sent.text().getBytes(StandardCharsets.UTF_8));
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
