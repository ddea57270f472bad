package cairn.operations.write;

import cairn.item.Item;
import cairn.item.expression.Condition;
import cairn.item.expression.Subject;
import cairn.item.json.ItemJson;
import cairn.operations.request.Capacity;
import cairn.operations.request.Effort;
import cairn.operations.request.OpenTable;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.storage.environment.Waiting;
import cairn.storage.format.StoredItem;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// The terms of a write of one item besides the write itself: its table, its condition, and the
/// content of its answer. Immutable.
///
/// @param returnsItem whether a failed condition returns the item
/// @param valueBytes size of the expressions' values
public record WriteTerms(
        String table,
        Capacity capacity,
        ReturnValues returns,
        boolean returnsItem,
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
                    open.table().submit(List.of(its));
                    return its.reply();
                });
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

    /// An answer with the old item, if asked for.
    Reply answerOld(Optional<StoredItem> old, int newBytes) {
        ReplyBody body = new ReplyBody();
        if (returnsOld() && old.isPresent()) {
            body.raw("Attributes", old.get().json());
        }
        return answer(body, old, newBytes);
    }

    Reply answer(ReplyBody body, Optional<StoredItem> old, int newBytes) {
        int oldBytes = old.map(StoredItem::sizeBytes).orElse(0);
        capacity.add(body, table, Capacity.write(oldBytes, newBytes));
        return new Reply(200, body.finish());
    }
}
