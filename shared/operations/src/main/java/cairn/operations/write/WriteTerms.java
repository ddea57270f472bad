package cairn.operations.write;

import cairn.item.Item;
import cairn.item.expression.Condition;
import cairn.item.expression.Path;
import cairn.item.expression.Subject;
import cairn.item.json.ItemJson;
import cairn.operations.request.Capacity;
import cairn.operations.request.Effort;
import cairn.operations.request.OpenTable;
import cairn.operations.request.TableAccess;
import cairn.operations.request.Units;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.storage.environment.Waiting;
import cairn.storage.format.StoredItem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// The terms of a write of one item: where, on which condition, and what its answer has. Immutable.
///
/// @param returnsItem whether a failed condition answers the item
/// @param measuresCollection whether the answer has ItemCollectionMetrics
/// @param valueBytes size of the expressions' values
public record WriteTerms(
        String table,
        Capacity capacity,
        ReturnValues returns,
        boolean returnsItem,
        boolean measuresCollection,
        Optional<Condition> condition,
        int valueBytes) {

    /// Submits a write to its table.
    CompletableFuture<Reply> run(
            TableAccess tables, Waiting waiting, Function<OpenTable, ItemWrite> write) {
        return tables.on(
                table,
                waiting,
                open -> {
                    ItemWrite its = write.apply(open);
                    open.checkPaths(conditionPaths());
                    open.table().submit(List.of(its));
                    return its.reply();
                });
    }

    private List<Path> conditionPaths() {
        List<Path> paths = new ArrayList<>();
        condition.ifPresent(its -> its.paths(paths));
        return paths;
    }

    boolean returnsOld() {
        return returns == ReturnValues.ALL_OLD;
    }

    /// Whether the decision or the answer depends on the current item.
    boolean needsCurrent() {
        return condition.isPresent() || returnsOld() || capacity != Capacity.NONE;
    }

    /// @throws Failure the current item does not fulfil the condition
    void checkCondition(Optional<StoredItem> current, Effort effort) {
        if (condition.isPresent()) {
            checkCondition(current, read(current), effort);
        }
    }

    /// As above, for a caller that has read the item.
    void checkCondition(Optional<StoredItem> current, Item item, Effort effort) {
        int bytes = current.map(stored -> stored.json().length).orElse(0);
        if (condition.isPresent()
                && !condition.get().holds(new Subject(item, bytes, effort::spend))) {
            throw Failure.conditionFailed(
                    returnsItem ? current.map(StoredItem::json) : Optional.empty());
        }
    }

    /// The current item, parsed.
    static Item read(Optional<StoredItem> current) {
        return current.map(stored -> ItemJson.read(stored.json())).orElse(Item.EMPTY);
    }

    /// An answer with the item as it was, where that was asked for.
    Reply answerOld(Optional<StoredItem> old, int newBytes, Consequences consequences) {
        ReplyBody body = new ReplyBody();
        if (returnsOld() && old.isPresent()) {
            body.raw("Attributes", old.get().json());
        }
        return answer(body, old, newBytes, consequences);
    }

    Reply answer(
            ReplyBody body, Optional<StoredItem> old, int newBytes, Consequences consequences) {
        int oldBytes = old.map(StoredItem::sizeBytes).orElse(0);
        Units item = Units.of(Capacity.write(oldBytes, newBytes));
        capacity.add(body, table, item.plus(consequences.indexUnits()));
        if (measuresCollection) {
            consequences
                    .collection()
                    .ifPresent(its -> body.raw("ItemCollectionMetrics", its.metrics()));
        }
        return new Reply(200, body.finish());
    }
}
