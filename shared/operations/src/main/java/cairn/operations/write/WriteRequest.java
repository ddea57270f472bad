package cairn.operations.write;

import cairn.item.Item;
import cairn.item.expression.Condition;
import cairn.item.expression.Kind;
import cairn.item.expression.Subject;
import cairn.item.json.ItemJson;
import cairn.operations.request.Capacity;
import cairn.operations.request.Effort;
import cairn.operations.request.RequestExpressions;
import cairn.operations.wire.Constraints;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Reply;
import cairn.operations.wire.ReplyBody;
import cairn.operations.wire.Shapes;
import cairn.operations.wire.TableNames;
import cairn.storage.format.StoredItem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What PutItem, UpdateItem and DeleteItem have in common.
///
/// @param returnsItem whether a failed condition answers the item
/// @param valueBytes size of the expressions' values
record WriteRequest(
        String table,
        Capacity capacity,
        String returnValues,
        boolean returnsItem,
        Optional<Condition> condition,
        int valueBytes) {

    /// Shapes of the common members and of more, names and shapes by turns.
    static Object[] members(Object... more) {
        List<Object> members =
                new ArrayList<>(
                        List.of(
                                "TableName", Shapes.TEXT,
                                "ReturnValues", Shapes.TEXT,
                                "ReturnConsumedCapacity", Shapes.TEXT,
                                "ReturnItemCollectionMetrics", Shapes.TEXT,
                                "ReturnValuesOnConditionCheckFailure", Shapes.TEXT,
                                "ConditionalOperator", Shapes.TEXT,
                                "Expected", Shapes.ANY,
                                "ConditionExpression", Shapes.TEXT,
                                "ExpressionAttributeNames", Shapes.NAMES));
        members.addAll(List.of("ExpressionAttributeValues", Shapes.ITEM));
        members.addAll(Arrays.asList(more));
        return members.toArray();
    }

    /// The member constraints that all three have, in the order of DeleteItem and UpdateItem.
    ///
    /// @param required the member that they must have beside the table's name
    static void constrain(Input input, String required) {
        Constraints constraints =
                new Constraints()
                        .oneOf(input, "ReturnConsumedCapacity", "INDEXES", "TOTAL", "NONE")
                        .tableName(input, "TableName");
        returnValues(constraints, input)
                .oneOf(input, "ReturnItemCollectionMetrics", "SIZE", "NONE")
                .required(input, required)
                .oneOf(input, "ReturnValuesOnConditionCheckFailure", "ALL_OLD", "NONE")
                .check();
    }

    /// Checks alone whether the table's name is one: PutItem and UpdateItem tell that before all
    /// else (observed).
    static void constrainTableName(Input input) {
        if (input.has("TableName")) {
            new Constraints().tableName(input, "TableName").check();
        }
    }

    static Constraints returnValues(Constraints constraints, Input input) {
        return constraints.oneOf(
                input, "ReturnValues", "ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW");
    }

    static WriteRequest of(Input input, RequestExpressions expressions) {
        return new WriteRequest(
                TableNames.of(input.text("TableName").orElseThrow()),
                Capacity.of(input),
                input.text("ReturnValues").orElse("NONE"),
                input.text("ReturnValuesOnConditionCheckFailure").orElse("NONE").equals("ALL_OLD"),
                expressions.condition(Kind.CONDITION),
                expressions.valueBytes());
    }

    /// PutItem and DeleteItem return nothing new.
    static void checkOldOnly(Input input) {
        String values = input.text("ReturnValues").orElse("NONE");
        if (!values.equals("NONE") && !values.equals("ALL_OLD")) {
            throw Failure.validation("ReturnValues can only be ALL_OLD or NONE");
        }
    }

    boolean returnsOld() {
        return returnValues.equals("ALL_OLD");
    }

    /// Whether the item as it is matters for the decision or the answer.
    boolean needsCurrent() {
        return condition.isPresent() || returnsOld() || capacity != Capacity.NONE;
    }

    /// @throws Failure the condition does not hold of the item as it is
    void checkCondition(Optional<StoredItem> current, Effort effort) {
        if (condition.isPresent()) {
            checkCondition(current, read(current), effort);
        }
    }

    /// The same for a caller that has read the item.
    void checkCondition(Optional<StoredItem> current, Item item, Effort effort) {
        int bytes = current.map(stored -> stored.json().length).orElse(0);
        if (condition.isPresent()
                && !condition.get().holds(new Subject(item, bytes, effort::spend))) {
            throw Failure.conditionFailed(
                    returnsItem ? current.map(StoredItem::json) : Optional.empty());
        }
    }

    /// The item as it is, to be judged.
    static Item read(Optional<StoredItem> current) {
        return current.map(stored -> ItemJson.read(stored.json())).orElse(Item.EMPTY);
    }

    /// An answer with the item as it was, where that was asked for.
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
