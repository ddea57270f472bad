package cairn.operations.read;

import static cairn.operations.legacy.LegacyMembers.ATTRIBUTES_TO_GET;
import static cairn.operations.legacy.LegacyMembers.CONDITIONAL_OPERATOR;
import static cairn.operations.legacy.LegacyMembers.KEY_CONDITIONS;
import static cairn.operations.legacy.LegacyMembers.QUERY_FILTER;
import static cairn.operations.read.PageMembers.INDEX_NAME;
import static cairn.operations.read.PageMembers.LIMIT;
import static cairn.operations.read.PageMembers.SELECT;
import static cairn.operations.request.RequestMembers.RETURN_CONSUMED_CAPACITY;
import static cairn.operations.request.RequestMembers.TABLE_NAME;

import cairn.item.Wording;
import cairn.item.expression.KeyCondition;
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

/// Query: items of one partition key, in the order of their sort keys. A wrong limit is reported on
/// its own, with the text that all regions have.
public final class Query implements Operation {
    private static final Member<Boolean> SCAN_INDEX_FORWARD = Members.bool("ScanIndexForward");
    private static final Member<String> KEY_CONDITION_EXPRESSION =
            RequestExpressions.member(Kind.KEY_CONDITION);

    private static final Styles STYLES =
            Styles.of(
                    List.of(ATTRIBUTES_TO_GET, QUERY_FILTER, CONDITIONAL_OPERATOR, KEY_CONDITIONS),
                    Kind.PROJECTION,
                    Kind.FILTER,
                    Kind.KEY_CONDITION);
    private static final Members MEMBERS =
            PageMembers.withExpressions(
                            Members.of(
                                            "QueryInput",
                                            RETURN_CONSUMED_CAPACITY,
                                            TABLE_NAME,
                                            SELECT,
                                            ATTRIBUTES_TO_GET,
                                            QUERY_FILTER,
                                            CONDITIONAL_OPERATOR,
                                            KEY_CONDITIONS)
                                    .then(LIMIT.reportedAs(RequestMessage.PROBLEM_EVERYWHERE)))
                    .then(KEY_CONDITION_EXPRESSION, SCAN_INDEX_FORWARD, INDEX_NAME);
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
        LegacyParameters legacy = LegacyParameters.of(input, STYLES, QUERY_FILTER);
        RequestExpressions expressions =
                new RequestExpressions(input, Kind.FILTER, Kind.PROJECTION, Kind.KEY_CONDITION);
        PageMembers.LegacyTerms legacyTerms =
                new PageMembers.LegacyTerms(legacy.filter(QUERY_FILTER), legacy.projection());
        Optional<StartKey> start = PageMembers.startKey(input);
        if (!input.has(KEY_CONDITION_EXPRESSION) && !input.has(KEY_CONDITIONS)) {
            throw Failure.validation(RequestMessage.CONDITION_MISSING);
        }
        Optional<KeyCondition> expression = expressions.read().keyCondition();
        PageTerms terms =
                PageMembers.terms(input, expressions, legacyTerms, PageMembers.Words.OF_QUERY);
        expressions.checkAllUsed();
        KeyCondition condition = expression.or(legacy::keyCondition).orElseThrow();
        boolean ascending = input.get(SCAN_INDEX_FORWARD).orElse(true);
        return new QueryAction(terms, condition, ascending, start, arrival);
    }
}
