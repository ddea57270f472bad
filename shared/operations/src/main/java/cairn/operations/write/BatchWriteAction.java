package cairn.operations.write;

import cairn.item.AttributeValue;
import cairn.item.Item;
import cairn.item.KeySchema;
import cairn.item.Message;
import cairn.item.Refused;
import cairn.item.StorageKey;
import cairn.item.json.ItemJson;
import cairn.item.json.Json;
import cairn.operations.request.Action;
import cairn.operations.request.Capacity;
import cairn.operations.request.OpenTable;
import cairn.operations.request.Outdated;
import cairn.operations.request.TableAccess;
import cairn.operations.request.Units;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.RequestMessage;
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

/// Puts and deletes items of any tables, each independently.
///
/// @param changes by table, in the order in which tables are answered
/// @param measuresCollections whether the answer has ItemCollectionMetrics
public record BatchWriteAction(
        Map<String, List<WriteOf>> changes, Capacity capacity, boolean measuresCollections)
        implements Action {
    /// @param item to put; absent for a deletion
    /// @param attributes of the item, or of the key
    /// @param again the part of the answer if it was not done
    public record WriteOf(Optional<StoredItem> item, Item attributes, Json again) {
        /// @param item within the size limit of items
        static WriteOf put(Item item, Json again) {
            StoredItem stored = new StoredItem(item.sizeBytes(), ItemJson.write(item));
            return new WriteOf(Optional.of(stored), item, again);
        }

        static WriteOf delete(Item key, Json again) {
            return new WriteOf(Optional.empty(), key, again);
        }
    }

    /// One write in progress, and its cost, known once it is decided. The cost also depends on the
    /// item before, which is read only if capacity is asked for.
    private static final class Charged {
        private final ItemWrite write;
        private Units units = Units.NONE;
        private Optional<ItemCollection> collection = Optional.empty();

        Charged(StorageKey key, OpenTable table, WriteOf change, Capacity capacity) {
            int weight = key.bytes().length + change.item.map(item -> item.json().length).orElse(0);
            int newBytes = change.item.map(StoredItem::sizeBytes).orElse(0);
            ItemChange what =
                    change.item
                            .<ItemChange>map(item -> new ItemChange.Put(item, change.attributes))
                            .orElse(ItemChange.DELETE);
            this.write =
                    new ItemWrite(
                            key,
                            table,
                            capacity != Capacity.NONE,
                            weight,
                            current -> {
                                int oldBytes = current.map(StoredItem::sizeBytes).orElse(0);
                                Units item = Units.of(Capacity.write(oldBytes, newBytes));
                                return new ItemWrite.Decision(
                                        what,
                                        consequences -> {
                                            units = item.plus(consequences.indexUnits());
                                            collection = consequences.collection();
                                            return Reply.EMPTY;
                                        });
                            });
        }
    }

    /// One table's part.
    private record Part(OpenTable table, List<WriteOf> changes, List<ItemWrite> writes) {}

    @Override
    public CompletableFuture<Reply> run(TableAccess access, Waiting waiting) {
        return access.onAll(changes.keySet(), waiting, () -> write(access, waiting));
    }

    private CompletableFuture<Reply> write(TableAccess access, Waiting waiting) {
        List<Part> parts = new ArrayList<>();
        List<Charged> all = new ArrayList<>();
        changes.forEach(
                (name, ofTable) -> parts.add(part(access.table(name, waiting), ofTable, all)));
        parts.forEach(part -> part.table.table().submit(part.writes));
        return CompletableFuture.allOf(
                        all.stream()
                                .map(of -> of.write.reply())
                                .toArray(CompletableFuture<?>[]::new))
                .handle((none, failure) -> answer(access, parts, all));
    }

    private Part part(OpenTable table, List<WriteOf> ofTable, List<Charged> all) {
        Part part = new Part(table, ofTable, new ArrayList<>());
        Set<StorageKey> keys = new HashSet<>();
        for (WriteOf change : ofTable) {
            StorageKey key = key(table.keys(), change);
            if (change.item.isPresent()) {
                table.settings().indexes().mustFit(change.attributes);
            }
            if (!keys.add(key)) {
                throw Failure.validation(RequestMessage.KEYS_TWICE);
            }
            Charged write = new Charged(key, table, change, capacity);
            all.add(write);
            part.writes.add(write.write);
        }
        return part;
    }

    /// Puts too are refused with the texts of keys here (observed).
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

    /// What was done is not done again. So if a table was changed in the midst of it, the rest is
    /// left to the client, who sends it again.
    private Reply answer(TableAccess access, List<Part> parts, List<Charged> all) {
        long outdated = all.stream().filter(of -> of.write.isOutdated()).count();
        if (outdated == all.size()) {
            throw new Outdated();
        }
        if (outdated > 0) {
            parts.forEach(part -> access.lookBeside(part.table.name()));
        }
        ReplyBody unprocessed = new ReplyBody();
        ReplyBody metrics = new ReplyBody();
        List<byte[]> consumed = new ArrayList<>();
        int next = 0;
        for (Part part : parts) {
            List<byte[]> left = new ArrayList<>();
            Map<Item, ItemCollection> collections = new LinkedHashMap<>();
            Units units = Units.NONE;
            for (WriteOf change : part.changes) {
                Charged write = all.get(next++);
                if (done(write.write)) {
                    units = units.plus(write.units);
                    write.collection.ifPresent(its -> collections.put(its.key(), its));
                } else {
                    left.add(change.again.text().getBytes(StandardCharsets.UTF_8));
                }
            }
            if (!left.isEmpty()) {
                unprocessed.list(part.table.name(), left);
            }
            if (!collections.isEmpty()) {
                metrics.list(
                        part.table.name(),
                        collections.values().stream().map(ItemCollection::metrics).toList());
            }
            consumed.add(capacity.json(part.table.name(), units));
        }
        ReplyBody body = new ReplyBody().object("UnprocessedItems", unprocessed);
        if (capacity != Capacity.NONE) {
            body.list("ConsumedCapacity", consumed);
        }
        if (measuresCollections && !metrics.isEmpty()) {
            body.object("ItemCollectionMetrics", metrics);
        }
        return new Reply(200, body.finish());
    }

    /// False if the write was not done and may be sent again.
    private static boolean done(ItemWrite write) {
        if (write.isOutdated()) {
            return false;
        }
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
