package cairn.operations.read;

import cairn.item.Item;
import cairn.item.StorageKey;
import cairn.item.expression.Kind;
import cairn.item.expression.Projection;
import cairn.item.json.ItemJson;
import cairn.item.json.Json;
import cairn.item.json.ValueReader;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Capacity;
import cairn.operations.request.Effort;
import cairn.operations.request.OpenTable;
import cairn.operations.request.Operation;
import cairn.operations.request.RequestExpressions;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Constraints;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;
import cairn.operations.wire.TableNames;
import cairn.storage.environment.FanOut;
import cairn.storage.environment.Waiting;
import cairn.storage.format.StoredItem;
import cairn.storage.partition.Partition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// BatchGetItem: reads up to 100 items of any tables, up to 16 MB together, and no more than the
/// answer has room for.
public final class BatchGetItem implements Operation {
    private static final int KEYS_MAX = 100;
    private static final byte[] NOTHING = {};

    /// What is asked of one table.
    private record OfTable(
            String name,
            List<Item> keys,
            boolean consistent,
            Optional<Projection> projection,
            Json.Obj sent) {}

    @Override
    public Shape shape() {
        Shape ofTable =
                Shapes.struct(
                        "KeysAndAttributes",
                        "Keys",
                        new Shape.ListOf(Shapes.ITEM),
                        "ConsistentRead",
                        Shapes.BOOL,
                        "AttributesToGet",
                        Shapes.TEXTS,
                        "ProjectionExpression",
                        Shapes.TEXT,
                        "ExpressionAttributeNames",
                        Shapes.NAMES);
        return Shapes.struct(
                "BatchGetItemInput",
                "RequestItems",
                new Shape.MapOf(ofTable, "com.amazonaws.dynamodb.v20120810.KeysAndAttributes"),
                "ReturnConsumedCapacity",
                Shapes.TEXT);
    }

    @Override
    public Action check(Input input) {
        return check(input, Arrival.UNKNOWN);
    }

    @Override
    public Action check(Input input, Arrival arrival) {
        Constraints constraints =
                new Constraints()
                        .oneOf(input, "ReturnConsumedCapacity", "INDEXES", "TOTAL", "NONE")
                        .required(input, "RequestItems")
                        .tableNames(input, "RequestItems");
        Map<String, Json> tables =
                input.object("RequestItems").map(Json.Obj::fields).orElse(Map.of());
        tables.forEach((name, sent) -> constrain(constraints, "requestItems." + name, sent));
        constraints.check();
        if (tables.isEmpty()) {
            throw Failure.validation("The requestItems parameter is required for BatchGetItem");
        }
        TableNames.checkDistinct(tables.keySet());
        List<OfTable> asked = new ArrayList<>();
        int count = 0;
        for (Map.Entry<String, Json> table : tables.entrySet()) {
            OfTable ofTable = ofTable(table.getKey(), (Json.Obj) table.getValue());
            count += ofTable.keys.size();
            asked.add(ofTable);
        }
        if (count > KEYS_MAX) {
            throw Failure.validation("Too many items requested for the BatchGetItem call");
        }
        Capacity capacity = Capacity.of(input);
        Set<String> names = asked.stream().map(OfTable::name).collect(Collectors.toSet());
        return (access, waiting) ->
                access.onAll(
                        names,
                        waiting,
                        () ->
                                CompletableFuture.completedFuture(
                                        run(
                                                access,
                                                waiting,
                                                asked,
                                                capacity,
                                                new Effort(
                                                        access.environment(), waiting, arrival))));
    }

    private static void constrain(Constraints constraints, String path, Json sent) {
        if (!(sent instanceof Json.Obj ofTable)) {
            constraints.missing(path + ".member");
            return;
        }
        Input input = new Input(ofTable);
        constraints
                .within(path + ".member")
                .required(input, "Keys")
                .noneNull(input, "Keys")
                .filled(input, "AttributesToGet");
    }

    private static OfTable ofTable(String name, Json.Obj sent) {
        Input input = new Input(sent);
        List<Json> keys = input.list("Keys").orElseThrow().values();
        if (keys.isEmpty() || keys.size() > KEYS_MAX) {
            throw Failure.validation(
                    "1 validation error detected: Value at 'RequestItems.%s.member.Keys' failed to"
                                    .formatted(name)
                            + " satisfy constraint: Member must have length "
                            + (keys.isEmpty()
                                    ? "greater than or equal to 1"
                                    : "less than or equal to 100"));
        }
        RequestExpressions.refuse(input, "AttributesToGet");
        RequestExpressions expressions = new RequestExpressions(input, Kind.PROJECTION);
        List<Item> items = keys.stream().map(ValueReader::item).toList();
        Optional<Projection> projection = expressions.read().projection();
        expressions.checkAllUsed();
        return new OfTable(
                TableNames.of(name), items, input.bool("ConsistentRead"), projection, sent);
    }

    private static Reply run(
            TableAccess access,
            Waiting waiting,
            List<OfTable> asked,
            Capacity capacity,
            Effort effort) {
        List<OpenTable> tables = asked.stream().map(of -> access.table(of.name, waiting)).toList();
        List<List<StorageKey>> keys = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            keys.add(keys(tables.get(i), asked.get(i)));
        }
        ReplyBody responses = new ReplyBody();
        ReplyBody unprocessed = new ReplyBody();
        List<byte[]> consumed = new ArrayList<>();
        List<Json> sent = asked.stream().<Json>map(OfTable::sent).toList();
        Room room = new Room(access.place().answerBytesMax(), sent);
        for (int i = 0; i < asked.size(); i++) {
            OfTable of = asked.get(i);
            Map<StorageKey, StoredItem> found =
                    find(access, waiting, tables.get(i), keys.get(i), of.consistent);
            List<byte[]> items = new ArrayList<>();
            List<byte[]> rest = new ArrayList<>();
            double units = 0;
            for (int j = 0; j < of.keys.size(); j++) {
                StoredItem item = found.get(keys.get(i).get(j));
                int bytes = item == null ? 0 : item.sizeBytes();
                byte[] shown = item == null ? NOTHING : projected(item, of.projection, effort);
                if (!room.takes(bytes, shown)) {
                    rest.add(ItemJson.write(of.keys.get(j)));
                    continue;
                }
                units += Capacity.read(bytes, of.consistent);
                if (item != null) {
                    access.room().take((long) ReplyBody.COPIES * shown.length);
                    items.add(shown);
                }
            }
            responses.list(of.name, items);
            consumed.add(capacity.json(of.name, units));
            if (!rest.isEmpty()) {
                unprocessed.raw(of.name, again(of.sent, rest));
            }
        }
        ReplyBody body = new ReplyBody().object("Responses", responses);
        body.object("UnprocessedKeys", unprocessed);
        if (capacity != Capacity.NONE) {
            body.list("ConsumedCapacity", consumed);
        }
        return new Reply(200, body.finish());
    }

    private static byte[] projected(
            StoredItem item, Optional<Projection> projection, Effort effort) {
        effort.spend(Page.steps(item, projection.isPresent()));
        return projection.isPresent()
                ? ItemJson.write(projection.get().of(ItemJson.read(item.json())))
                : item.json();
    }

    /// The request for what did not fit.
    private static byte[] again(Json.Obj sent, List<byte[]> keys) {
        Input input = new Input(sent);
        ReplyBody body = new ReplyBody().list("Keys", keys);
        if (input.has("ConsistentRead")) {
            body.bool("ConsistentRead", input.bool("ConsistentRead"));
        }
        input.text("ProjectionExpression")
                .ifPresent(text -> body.text("ProjectionExpression", text));
        input.object("ExpressionAttributeNames")
                .ifPresent(
                        names -> {
                            ReplyBody inner = new ReplyBody();
                            names.fields()
                                    .forEach(
                                            (name, value) ->
                                                    inner.text(name, ((Json.Text) value).value()));
                            body.object("ExpressionAttributeNames", inner);
                        });
        return body.finish();
    }

    private static List<StorageKey> keys(OpenTable table, OfTable of) {
        of.projection.ifPresent(wanted -> wanted.checkAgainst(table.keys()));
        List<StorageKey> keys = new ArrayList<>();
        Set<StorageKey> distinct = new HashSet<>();
        for (Item key : of.keys) {
            StorageKey storageKey = table.keys().ofKey(key.attributes());
            keys.add(storageKey);
            if (!distinct.add(storageKey)) {
                throw Failure.validation("Provided list of item keys contains duplicates");
            }
        }
        return keys;
    }

    private static Map<StorageKey, StoredItem> find(
            TableAccess access,
            Waiting waiting,
            OpenTable table,
            List<StorageKey> keys,
            boolean consistent) {
        Map<Partition, List<StorageKey>> byPartition = new LinkedHashMap<>();
        for (StorageKey key : keys) {
            byPartition
                    .computeIfAbsent(table.table().partitionOf(key), p -> new ArrayList<>())
                    .add(key);
        }
        List<Map.Entry<Partition, List<StorageKey>>> parts = List.copyOf(byPartition.entrySet());
        Map<StorageKey, StoredItem> found = new HashMap<>();
        List<Map<StorageKey, StoredItem>> results =
                waiting == Waiting.NOT_ALLOWED
                        ? parts.stream()
                                .map(part -> find(access, part, consistent, waiting))
                                .toList()
                        : FanOut.map(
                                access.environment(),
                                "batch get",
                                parts,
                                part -> find(access, part, consistent, waiting));
        results.forEach(found::putAll);
        return found;
    }

    private static Map<StorageKey, StoredItem> find(
            TableAccess access,
            Map.Entry<Partition, List<StorageKey>> part,
            boolean consistent,
            Waiting waiting) {
        return Reading.of(
                part.getKey(),
                consistent,
                waiting,
                reader -> {
                    Map<StorageKey, StoredItem> found = new HashMap<>();
                    for (StorageKey key : part.getValue()) {
                        Optional<StoredItem> item = reader.find(key);
                        if (item.isPresent()) {
                            access.room().take(item.get().json().length);
                            found.put(key, item.get());
                        }
                    }
                    return found;
                });
    }
}
