package cairn.operations.read;

import static cairn.operations.legacy.LegacyMembers.ATTRIBUTES_TO_GET;
import static cairn.operations.legacy.LegacyMembers.CONDITIONAL_OPERATOR;
import static cairn.operations.legacy.LegacyMembers.SCAN_FILTER;
import static cairn.operations.read.PageMembers.INDEX_NAME;
import static cairn.operations.read.PageMembers.LIMIT;
import static cairn.operations.read.PageMembers.SELECT;
import static cairn.operations.request.RequestMembers.RETURN_CONSUMED_CAPACITY;
import static cairn.operations.request.RequestMembers.TABLE_NAME;
import static cairn.operations.wire.Constraints.atLeast;
import static cairn.operations.wire.Constraints.atMost;

import cairn.item.Wording;
import cairn.item.expression.Projection;
import cairn.item.expression.syntax.Kind;
import cairn.operations.legacy.LegacyParameters;
import cairn.operations.legacy.Styles;
import cairn.operations.request.AccessLevel;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demands;
import cairn.operations.request.Operation;
import cairn.operations.request.RequestExpressions;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.RequestMessage;

import java.util.List;
import java.util.Optional;

/// Scan: all items, or one segment of them, in the order of their keys' hashes.
public final class Scan implements Operation {
    private static final int SEGMENTS_MAX = 1_000_000;

    private static final Member<Long> TOTAL_SEGMENTS =
            Members.integer("TotalSegments").where(atLeast(1), atMost(SEGMENTS_MAX));
    private static final Member<Long> SEGMENT =
            Members.integer("Segment").where(atLeast(0), atMost(SEGMENTS_MAX - 1));

    private static final Styles STYLES =
            Styles.of(
                    List.of(ATTRIBUTES_TO_GET, SCAN_FILTER, CONDITIONAL_OPERATOR),
                    Kind.PROJECTION,
                    Kind.FILTER);
    private static final Members MEMBERS =
            PageMembers.withExpressions(
                            Members.of(
                                    "ScanInput",
                                    RETURN_CONSUMED_CAPACITY,
                                    TABLE_NAME,
                                    LIMIT,
                                    TOTAL_SEGMENTS,
                                    SEGMENT,
                                    SELECT,
                                    ATTRIBUTES_TO_GET,
                                    SCAN_FILTER,
                                    CONDITIONAL_OPERATOR))
                    .then(INDEX_NAME);
    private static final Declaration DECLARATION =
            Declaration.of("Scan", AccessLevel.READ, MEMBERS)
                    .on(Demands.index(TABLE_NAME, INDEX_NAME))
                    .newest(Wording.REQUESTS);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        LegacyParameters legacy = LegacyParameters.of(input, STYLES, SCAN_FILTER);
        RequestExpressions expressions =
                new RequestExpressions(input, Kind.FILTER, Kind.PROJECTION);
        Optional<Projection> attributes = legacy.projection();
        PageMembers.LegacyTerms legacyTerms =
                new PageMembers.LegacyTerms(legacy.filter(SCAN_FILTER), attributes);
        checkSegments(input);
        Optional<StartKey> start = PageMembers.startKey(input);
        expressions.read();
        PageTerms terms =
                PageMembers.terms(input, expressions, legacyTerms, PageMembers.Words.OF_SCAN);
        expressions.checkAllUsed();
        return new ScanAction(
                terms,
                input.get(SEGMENT).orElse(0L).intValue(),
                input.get(TOTAL_SEGMENTS).orElse(1L).intValue(),
                start,
                arrival);
    }

    private static void checkSegments(Input input) {
        if (input.has(SEGMENT) && !input.has(TOTAL_SEGMENTS)) {
            throw Failure.validation(RequestMessage.TOTAL_SEGMENTS_MISSING);
        }
        if (input.has(TOTAL_SEGMENTS) && !input.has(SEGMENT)) {
            throw Failure.validation(RequestMessage.SEGMENT_MISSING);
        }
        if (input.has(SEGMENT)) {
            long segment = input.must(SEGMENT);
            long total = input.must(TOTAL_SEGMENTS);
            if (segment >= total) {
                throw Failure.validation(RequestMessage.SEGMENT_TOO_LARGE, segment, total);
            }
        }
    }
}
