package cairn.operations.read;

import cairn.item.AttributeValue;
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
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.storage.environment.Waiting;
import cairn.storage.format.StoredItem;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Reads the item with a key.
public record GetAction(
        String table,
        Map<String, AttributeValue> key,
        boolean consistent,
        Capacity capacity,
        Optional<Projection> projection,
        Arrival arrival)
        implements Action {
    @Override
    public CompletableFuture<Reply> run(TableAccess tables, Waiting waiting) {
        return tables.on(
                table,
                waiting,
                open -> {
                    Effort effort = new Effort(tables.environment(), waiting, arrival);
                    return CompletableFuture.completedFuture(read(open, waiting, effort));
                });
    }

    private Reply read(OpenTable open, Waiting waiting, Effort effort) {
        StorageKey at = open.keys().ofKey(key);
        projection.ifPresent(wanted -> open.checkPaths(wanted.places()));
        Optional<StoredItem> item =
                Reading.of(
                        open.table().partitionOf(at),
                        consistent,
                        waiting,
                        reader -> reader.find(at));
        ReplyBody body = new ReplyBody();
        item.ifPresent(found -> add(body, found, effort));
        int bytes = item.map(StoredItem::sizeBytes).orElse(0);
        capacity.add(body, table, Units.of(Capacity.read(bytes, consistent)));
        return new Reply(200, body.finish());
    }

    private void add(ReplyBody body, StoredItem item, Effort effort) {
        effort.spend(Page.steps(item, projection.isPresent()));
        if (projection.isPresent()) {
            body.item("Item", projection.get().of(ItemJson.read(item.json())));
        } else {
            body.raw("Item", item.json());
        }
    }
}
