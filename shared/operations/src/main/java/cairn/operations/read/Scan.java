package cairn.operations.read;

import cairn.item.AttributeValue;
import cairn.item.KeyRange;
import cairn.item.StorageKey;
import cairn.item.expression.Kind;
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
import cairn.storage.partition.Partition;
import cairn.storage.segment.Range;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Scan: all items, or one segment of them, in the order of their keys' hashes.
public final class Scan implements Operation {
    private static final int SEGMENTS_MAX = 1_000_000;

    private record Asked(
            Page.Wanted wanted,
            int segment,
            int totalSegments,
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
                "ScanInput",
                PageRequest.members(
                        "TotalSegments", Shapes.INTEGER,
                        "Segment", Shapes.INTEGER,
                        "ScanFilter", Shapes.ANY));
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
                .atLeast(input, "Limit", 1)
                .atLeast(input, "TotalSegments", 1)
                .atMost(input, "TotalSegments", SEGMENTS_MAX)
                .atLeast(input, "Segment", 0)
                .atMost(input, "Segment", SEGMENTS_MAX - 1)
                .oneOf(
                        input,
                        "Select",
                        "SPECIFIC_ATTRIBUTES",
                        "COUNT",
                        "ALL_ATTRIBUTES",
                        "ALL_PROJECTED_ATTRIBUTES")
                .filled(input, "AttributesToGet")
                .check();
        RequestExpressions.refuse(
                input, "IndexName", "AttributesToGet", "ConditionalOperator", "ScanFilter");
        RequestExpressions expressions =
                new RequestExpressions(input, Kind.FILTER, Kind.PROJECTION);
        checkSegments(input);
        Optional<Map<String, AttributeValue>> start = PageRequest.startKey(input);
        expressions.read();
        Page.Wanted wanted = PageRequest.wanted(input, expressions);
        if (input.text("Select").orElse("").equals("SPECIFIC_ATTRIBUTES")
                && !input.has("ProjectionExpression")) {
            throw Failure.validation(
                    "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
                            + " SPECIFIC_ATTRIBUTES");
        }
        expressions.checkAllUsed();
        Asked asked =
                new Asked(
                        wanted,
                        input.whole("Segment").orElse(0L).intValue(),
                        input.whole("TotalSegments").orElse(1L).intValue(),
                        start,
                        arrival);
        return (tables, waiting) ->
                tables.on(
                        wanted.table(),
                        waiting,
                        table ->
                                CompletableFuture.completedFuture(
                                        run(tables, table, asked, waiting)));
    }

    private static void checkSegments(Input input) {
        if (input.has("Segment") && !input.has("TotalSegments")) {
            throw Failure.validation(
                    "The TotalSegments parameter is required but was not present in the request"
                            + " when Segment parameter is present");
        }
        if (input.has("TotalSegments") && !input.has("Segment")) {
            throw Failure.validation(
                    "The Segment parameter is required but was not present in the request when"
                            + " parameter TotalSegments is present");
        }
        if (input.has("Segment")) {
            long segment = input.whole("Segment").orElseThrow();
            long total = input.whole("TotalSegments").orElseThrow();
            if (segment >= total) {
                throw Failure.validation(
                        ("The Segment parameter is zero-based and must be less than parameter"
                                        + " TotalSegments: Segment: %d is not less than"
                                        + " TotalSegments: %d")
                                .formatted(segment, total));
            }
        }
    }

    private static Reply run(TableAccess access, OpenTable table, Asked asked, Waiting waiting) {
        KeyRange range = KeyRange.ofSegment(asked.segment, asked.totalSegments);
        if (asked.start.isPresent()) {
            StorageKey start = PageRequest.startAfter(table.keys(), asked.start.get());
            if (!range.contains(start)) {
                throw Failure.validation(
                        ("The provided starting key is invalid: Invalid ExclusiveStartKey. Please"
                                        + " use ExclusiveStartKey with correct Segment."
                                        + " TotalSegments: %d Segment: %d")
                                .formatted(asked.totalSegments, asked.segment));
            }
            range = range.after(start, true);
        }
        PageRequest.checkPaths(asked.wanted, table.keys());
        Page page = asked.page(access, waiting);
        KeyRange whole = range;
        for (Partition partition : table.table().partitionsOf(PageRequest.range(range, true))) {
            boolean done =
                    page.full()
                            || Reading.of(
                                    partition,
                                    asked.wanted.consistent(),
                                    waiting,
                                    // From where the page is, also if a try before was cut short.
                                    reader -> {
                                        page.fill(reader.walk(rest(whole, page)));
                                        return page.full();
                                    });
            if (done) {
                break;
            }
        }
        return page.reply(table.keys());
    }

    private static Range rest(KeyRange whole, Page page) {
        return PageRequest.range(
                page.last().map(key -> whole.after(key, true)).orElse(whole), true);
    }
}
