package cairn.operations.read;

import cairn.item.AttributeValue;
import cairn.item.KeyRange;
import cairn.item.KeySchema;
import cairn.item.Message;
import cairn.item.Refused;
import cairn.item.StorageKey;
import cairn.item.Wording;
import cairn.item.expression.Condition;
import cairn.item.expression.Kind;
import cairn.item.expression.Path;
import cairn.item.expression.Projection;
import cairn.item.json.ValueReader;
import cairn.operations.request.Capacity;
import cairn.operations.request.RequestExpressions;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Shapes;
import cairn.operations.wire.TableNames;
import cairn.storage.segment.Range;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What Query and Scan have in common.
final class PageRequest {
    private PageRequest() {}

    /// Shapes of the common members and of more, names and shapes by turns.
    static Object[] members(Object... more) {
        List<Object> members =
                new ArrayList<>(
                        List.of(
                                "TableName", Shapes.TEXT,
                                "IndexName", Shapes.TEXT,
                                "Limit", Shapes.INTEGER,
                                "Select", Shapes.TEXT,
                                "ConsistentRead", Shapes.BOOL,
                                "AttributesToGet", Shapes.TEXTS,
                                "ConditionalOperator", Shapes.TEXT,
                                "ExclusiveStartKey", Shapes.ITEM,
                                "ReturnConsumedCapacity", Shapes.TEXT,
                                "ProjectionExpression", Shapes.TEXT));
        members.addAll(
                List.of(
                        "FilterExpression", Shapes.TEXT,
                        "ExpressionAttributeNames", Shapes.NAMES,
                        "ExpressionAttributeValues", Shapes.ITEM));
        members.addAll(Arrays.asList(more));
        return members.toArray();
    }

    static Page.Wanted wanted(Input input, RequestExpressions expressions) {
        Optional<Condition> filter = expressions.condition(Kind.FILTER);
        Optional<Projection> projection = expressions.projection();
        String select = input.text("Select").orElse("");
        if (projection.isPresent() && !select.isEmpty() && !select.equals("SPECIFIC_ATTRIBUTES")) {
            throw Failure.validation(
                    "Cannot specify the ProjectionExpression when choosing to get "
                            + (select.equals("COUNT") ? "only the Count" : select));
        }
        if (select.equals("ALL_PROJECTED_ATTRIBUTES")) {
            throw Failure.validation(
                    "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        }
        return new Page.Wanted(
                TableNames.of(input.text("TableName").orElseThrow()),
                input.whole("Limit"),
                select.equals("COUNT"),
                input.bool("ConsistentRead"),
                Capacity.of(input),
                filter,
                projection);
    }

    /// The values of ExclusiveStartKey.
    static Optional<Map<String, AttributeValue>> startKey(Input input) {
        try {
            return input.object("ExclusiveStartKey")
                    .map(json -> ValueReader.item(json).attributes());
        } catch (Refused e) {
            throw Failure.validation(
                    "The provided starting key is invalid: " + e.text(Wording.ESTABLISHED));
        }
    }

    /// Where to go on after ExclusiveStartKey.
    static StorageKey startAfter(KeySchema keys, Map<String, AttributeValue> start) {
        try {
            return keys.ofKey(start);
        } catch (Refused e) {
            throw Failure.validation(
                    "The provided starting key is invalid: " + e.text(Wording.ESTABLISHED));
        }
    }

    /// The filter's paths.
    static List<Path> filtered(Page.Wanted wanted) {
        List<Path> paths = new ArrayList<>();
        wanted.filter().ifPresent(filter -> filter.paths(paths));
        return paths;
    }

    /// Refuses paths into key attributes.
    static void checkPaths(Page.Wanted wanted, KeySchema keys) {
        wanted.projection().ifPresent(projection -> projection.checkAgainst(keys));
        List<Path> filtered = filtered(wanted);
        for (String name : keys.names()) {
            if (filtered.stream().anyMatch(path -> path.isInside(name))) {
                throw Message.KEY_PATH_NOT_SCALAR.refused(name);
            }
        }
    }

    static Range range(KeyRange keys, boolean ascending) {
        return new Range(keys.from(), keys.to(), ascending);
    }
}
