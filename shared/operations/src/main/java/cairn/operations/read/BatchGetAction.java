package cairn.operations.read;

import cairn.item.Item;
import cairn.item.StorageKey;
import cairn.item.expression.Projection;
import cairn.item.json.ItemJson;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Capacity;
import cairn.operations.request.Effort;
import cairn.operations.request.OpenTable;
import cairn.operations.request.TableAccess;
import cairn.operations.request.Units;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.RequestMessage;
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

/// Reads items of any tables, up to 16 MB together, and no more than the answer has room for.
public record BatchGetAction(List<OfTable> asked, Capacity capacity, Arrival arrival)
        implements Action {
    private static final byte[] NOTHING = {};

    /// The keys asked of one table.
    ///
    /// @param again repeats the part for keys that were not read
    public record OfTable(
            String name,
            List<Item> keys,
            boolean consistent,
            Optional<Projection> projection,
            Again again) {}

    /// The part of a request that the answer repeats for keys that it has no room for.
    public interface Again {
        /// Upper bound of its length, with all keys.
        long bytesMax();

        /// The part as JSON.
        ///
        /// @param keys as JSON
        byte[] of(List<byte[]> keys);
    }

    @Override
    public CompletableFuture<Reply> run(TableAccess access, Waiting waiting) {
        Set<String> names = asked.stream().map(OfTable::name).collect(Collectors.toSet());
        return access.onAll(
                names,
                waiting,
                () -> {
                    Effort effort = new Effort(access.environment(), waiting, arrival);
                    return CompletableFuture.completedFuture(read(access, waiting, effort));
                });
    }

    private Reply read(TableAccess access, Waiting waiting, Effort effort) {
        List<OpenTable> tables = asked.stream().map(of -> access.table(of.name, waiting)).toList();
        List<List<StorageKey>> keys = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            keys.add(keys(tables.get(i), asked.get(i)));
        }
        ReplyBody responses = new ReplyBody();
        ReplyBody unprocessed = new ReplyBody();
        List<byte[]> consumed = new ArrayList<>();
        long again = asked.stream().mapToLong(of -> of.again.bytesMax()).sum();
        Room room = new Room(access.configuration().answerBytesMax(), again);
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
            consumed.add(capacity.json(of.name, Units.of(units)));
            if (!rest.isEmpty()) {
                unprocessed.raw(of.name, of.again.of(rest));
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

    private static List<StorageKey> keys(OpenTable table, OfTable of) {
        of.projection.ifPresent(wanted -> table.checkPaths(wanted.places()));
        List<StorageKey> keys = new ArrayList<>();
        Set<StorageKey> distinct = new HashSet<>();
        for (Item key : of.keys) {
            StorageKey storageKey = table.keys().ofKey(key.attributes());
            keys.add(storageKey);
            if (!distinct.add(storageKey)) {
                throw Failure.validation(RequestMessage.KEYS_TWICE);
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
