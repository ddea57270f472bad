package cairn.operations.write;

import static cairn.operations.legacy.LegacyMembers.CONDITIONAL_OPERATOR;
import static cairn.operations.legacy.LegacyMembers.EXPECTED;
import static cairn.operations.request.RequestMembers.RETURN_ITEM_COLLECTION_METRICS;
import static cairn.operations.request.RequestMembers.TABLE_NAME;

import cairn.item.expression.Condition;
import cairn.item.expression.syntax.Kind;
import cairn.operations.legacy.LegacyParameters;
import cairn.operations.legacy.Styles;
import cairn.operations.request.Capacity;
import cairn.operations.request.RequestExpressions;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.RequestMessage;
import cairn.operations.wire.TableNames;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Members common to PutItem, UpdateItem and DeleteItem, and how they are read.
final class WriteMembers {
    static final Member<ReturnValues> RETURN_VALUES =
            Members.word(
                    "ReturnValues",
                    ReturnValues.ALL_NEW,
                    ReturnValues.UPDATED_OLD,
                    ReturnValues.ALL_OLD,
                    ReturnValues.NONE,
                    ReturnValues.UPDATED_NEW);

    static final Member<ReturnValues> RETURN_VALUES_ON_CONDITION_CHECK_FAILURE =
            Members.word(
                    "ReturnValuesOnConditionCheckFailure", ReturnValues.ALL_OLD, ReturnValues.NONE);

    private static final Styles STYLES =
            Styles.of(List.of(EXPECTED, CONDITIONAL_OPERATOR), Kind.CONDITION);

    private WriteMembers() {}

    /// These members, then a stage of `more` and of the members of the condition that each of the
    /// three operations may have.
    static Members withCondition(Members members, Member<?>... more) {
        List<Member<?>> stage = new ArrayList<>(List.of(more));
        stage.add(EXPECTED);
        stage.add(CONDITIONAL_OPERATOR);
        stage.add(RequestExpressions.member(Kind.CONDITION));
        stage.add(RequestExpressions.EXPRESSION_ATTRIBUTE_NAMES);
        stage.add(RequestExpressions.EXPRESSION_ATTRIBUTE_VALUES);
        return members.then(stage.toArray(Member<?>[]::new));
    }

    /// The legacy parameters of PutItem and DeleteItem, if styles are not mixed.
    static LegacyParameters legacy(Input input) {
        return LegacyParameters.of(input, STYLES, EXPECTED);
    }

    /// @param legacy of which everything but Expected was read
    /// @param expressions whose placeholders were read
    static WriteTerms terms(Input input, LegacyParameters legacy, RequestExpressions expressions) {
        Optional<Condition> expected = legacy.expected();
        return new WriteTerms(
                TableNames.of(input.must(TABLE_NAME)),
                Capacity.of(input),
                input.get(RETURN_VALUES).orElse(ReturnValues.NONE),
                input.get(RETURN_VALUES_ON_CONDITION_CHECK_FAILURE)
                        .filter(values -> values == ReturnValues.ALL_OLD)
                        .isPresent(),
                input.get(RETURN_ITEM_COLLECTION_METRICS).orElse("NONE").equals("SIZE"),
                expressions.condition(Kind.CONDITION).or(() -> expected),
                expressions.valueBytes() + legacy.valueBytes());
    }

    /// PutItem and DeleteItem can return only old values.
    static void mustReturnOldOnly(Input input) {
        switch (input.get(RETURN_VALUES).orElse(ReturnValues.NONE)) {
            case NONE, ALL_OLD -> {}
            case ALL_NEW, UPDATED_OLD, UPDATED_NEW ->
                    throw Failure.validation(RequestMessage.RETURN_VALUES_OF_NEW);
        }
    }
}
