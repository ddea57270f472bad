package cairn.operations.read;

import cairn.item.AttributeValue;
import cairn.item.KeyRange;
import cairn.item.KeySchema;
import cairn.item.Message;
import cairn.item.StorageKey;
import cairn.item.expression.KeyCondition;
import cairn.item.expression.Kind;
import cairn.item.expression.Path;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Effort;
import cairn.operations.request.OpenTable;
import cairn.operations.request.Operation;
import cairn.operations.request.RequestExpressions;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Constraints;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Reply;
import cairn.operations.wire.Shape;
import cairn.operations.wire.Shapes;
import cairn.storage.environment.Waiting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Query: items of one partition key, in the order of their sort keys.
public final class Query implements Operation {
    private record Asked(
            KeyCondition condition,
            Page.Wanted wanted,
            boolean ascending,
            Optional<Map<String, AttributeValue>> start,
            Arrival arrival) {
        Page page(TableAccess access, Waiting waiting) {
            Effort effort = new Effort(access.environment(), waiting, arrival);
            return new Page(wanted, access, effort);
        }
    }

    @Override
    public Shape shape() {
        return Shapes.struct(
                "QueryInput",
                PageRequest.members(
                        "KeyConditionExpression", Shapes.TEXT,
                        "ScanIndexForward", Shapes.BOOL,
                        "KeyConditions", Shapes.ANY,
                        "QueryFilter", Shapes.ANY));
    }

    @Override
    public Action check(Input input) {
        return check(input, Arrival.UNKNOWN);
    }

    @Override
    public Action check(Input input, Arrival arrival) {
        new Constraints()
                .oneOf(input, "ReturnConsumedCapacity", "INDEXES", "TOTAL", "NONE")
                .tableName(input, "TableName")
                .oneOf(
                        input,
                        "Select",
                        "SPECIFIC_ATTRIBUTES",
                        "COUNT",
                        "ALL_ATTRIBUTES",
                        "ALL_PROJECTED_ATTRIBUTES")
                .filled(input, "AttributesToGet")
                .check();
        if (input.whole("Limit").orElse(1L) < 1) {
            throw Failure.validation(
                    "1 validation error detected: Value at 'Limit' failed to satisfy constraint:"
                            + " Member must have value greater than or equal to 1");
        }
        RequestExpressions.refuse(
                input,
                "IndexName",
                "AttributesToGet",
                "ConditionalOperator",
                "KeyConditions",
                "QueryFilter");
        RequestExpressions expressions =
                new RequestExpressions(input, Kind.FILTER, Kind.PROJECTION, Kind.KEY_CONDITION);
        Optional<Map<String, AttributeValue>> start = PageRequest.startKey(input);
        if (!input.has("KeyConditionExpression")) {
            if (input.has("KeyConditions")) {
                throw Failure.validation("Conditions can be of length 1 or 2 only");
            }
            throw Failure.validation(
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified"
                            + " in the request.");
        }
        KeyCondition condition = expressions.read().keyCondition().orElseThrow();
        Page.Wanted wanted = PageRequest.wanted(input, expressions);
        if (input.text("Select").orElse("").equals("SPECIFIC_ATTRIBUTES")
                && !input.has("ProjectionExpression")) {
            throw Failure.validation(
                    "1 validation error detected: Must specify the AttributesToGet or"
                            + " ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
        }
        expressions.checkAllUsed();
        boolean ascending = !input.has("ScanIndexForward") || input.bool("ScanIndexForward");
        Asked asked = new Asked(condition, wanted, ascending, start, arrival);
        return (tables, waiting) ->
                tables.on(
                        wanted.table(),
                        waiting,
                        table ->
                                CompletableFuture.completedFuture(
                                        run(tables, table, asked, waiting)));
    }

    private static Reply run(TableAccess access, OpenTable table, Asked asked, Waiting waiting) {
        asked.start.ifPresent(start -> mustBeAKey(table.keys(), start));
        KeyCondition.Match match = asked.condition.against(table.keys());
        KeyRange range = match.range();
        if (asked.start.isPresent()) {
            range = after(table, asked, match);
        }
        mustNotFilterByKey(asked.wanted, table.keys());
        PageRequest.checkPaths(asked.wanted, table.keys());
        KeyRange walked = range;
        StorageKey anchor = KeyRange.ofPartition(match.partition()).from().orElseThrow();
        return Reading.of(
                table.table().partitionOf(anchor),
                asked.wanted.consistent(),
                waiting,
                reader -> {
                    Page page = asked.page(access, waiting);
                    page.fill(reader.walk(PageRequest.range(walked, asked.ascending)));
                    return page.reply(table.keys());
                });
    }

    /// Other words than Scan has for the same (observed).
    private static void mustBeAKey(KeySchema keys, Map<String, AttributeValue> start) {
        if (start.size() != keys.size() || !start.keySet().containsAll(keys.names())) {
            throw Failure.validation("The provided starting key is invalid");
        }
        if (!keys.fits(start)) {
            throw Message.KEY_NOT_OF_SCHEMA.refused();
        }
    }

    /// The sort key's value is judged before the partition key's (observed).
    private static KeyRange after(OpenTable table, Asked asked, KeyCondition.Match match) {
        Map<String, AttributeValue> values = asked.start.orElseThrow();
        StorageKey start = PageRequest.startAfter(table.keys(), values);
        if (match.sort().isPresent()) {
            Map<String, AttributeValue> inside = new HashMap<>(values);
            inside.put(table.keys().partition().name(), match.partition());
            if (!match.range().contains(table.keys().ofKey(inside))) {
                throw Failure.validation(
                        "The provided starting key does not match the range key predicate");
            }
        }
        if (match.onlyOne()) {
            throw Failure.validation(
                    "The query can return at most one row and cannot be restarted");
        }
        if (!KeyRange.ofPartition(match.partition()).contains(start)) {
            throw Failure.validation(
                    "The provided starting key is outside query boundaries based on provided"
                            + " conditions");
        }
        return match.range().after(start, asked.ascending);
    }

    private static void mustNotFilterByKey(Page.Wanted wanted, KeySchema keys) {
        List<Path> filtered = PageRequest.filtered(wanted);
        for (String name : keys.names()) {
            if (filtered.stream().anyMatch(path -> path.attribute().equals(name))) {
                throw Failure.validation(
                        "Filter Expression can only contain non-primary key attributes: Primary key"
                                + " attribute: "
                                + name);
            }
        }
    }
}
