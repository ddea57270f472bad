package cairn.operations.read;

import static cairn.operations.read.PageMembers.INDEX_NAME;
import static cairn.operations.read.PageMembers.LIMIT;
import static cairn.operations.read.PageMembers.SELECT;
import static cairn.operations.request.RequestMembers.ATTRIBUTES_TO_GET;
import static cairn.operations.request.RequestMembers.CONDITIONAL_OPERATOR;
import static cairn.operations.request.RequestMembers.RETURN_CONSUMED_CAPACITY;
import static cairn.operations.request.RequestMembers.TABLE_NAME;

import cairn.item.AttributeValue;
import cairn.item.Wording;
import cairn.item.expression.KeyCondition;
import cairn.item.expression.syntax.Kind;
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

import java.util.Map;
import java.util.Optional;

/// Query: items of one partition key, in the order of their sort keys. A wrong limit is reported on
/// its own, with the text that all regions have.
public final class Query implements Operation {
    private static final Member<Boolean> SCAN_INDEX_FORWARD = Members.bool("ScanIndexForward");
    private static final Member<Map<String, Input>> KEY_CONDITIONS =
            PageMembers.conditions("KeyConditions");
    private static final Member<String> KEY_CONDITION_EXPRESSION =
            RequestExpressions.member(Kind.KEY_CONDITION);

    private static final Members MEMBERS =
            PageMembers.withExpressions(
                            Members.of(
                                            "QueryInput",
                                            RETURN_CONSUMED_CAPACITY,
                                            TABLE_NAME,
                                            SELECT,
                                            ATTRIBUTES_TO_GET)
                                    .then(LIMIT.reportedAs(RequestMessage.PROBLEM_EVERYWHERE)))
                    .then(
                            KEY_CONDITION_EXPRESSION,
                            SCAN_INDEX_FORWARD,
                            INDEX_NAME.later(),
                            ATTRIBUTES_TO_GET.later(),
                            CONDITIONAL_OPERATOR,
                            KEY_CONDITIONS.later(),
                            PageMembers.conditions("QueryFilter").later());
    private static final Declaration DECLARATION =
            Declaration.of("Query", AccessLevel.READ, MEMBERS)
                    .on(Demands.index(TABLE_NAME, INDEX_NAME))
                    .newest(Wording.VALUES);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Action read(Input input, Arrival arrival) {
        RequestExpressions expressions =
                new RequestExpressions(input, Kind.FILTER, Kind.PROJECTION, Kind.KEY_CONDITION);
        Optional<Map<String, AttributeValue>> start = PageMembers.startKey(input);
        if (!input.has(KEY_CONDITION_EXPRESSION)) {
            throw Failure.validation(
                    input.has(KEY_CONDITIONS)
                            ? RequestMessage.CONDITIONS_COUNT
                            : RequestMessage.CONDITION_MISSING);
        }
        KeyCondition condition = expressions.read().keyCondition().orElseThrow();
        PageTerms terms =
                PageMembers.terms(input, expressions, RequestMessage.PROJECTION_MISSING_OF_QUERY);
        expressions.checkAllUsed();
        boolean ascending = input.get(SCAN_INDEX_FORWARD).orElse(true);
        return new QueryAction(terms, condition, ascending, start, arrival);
    }
}
