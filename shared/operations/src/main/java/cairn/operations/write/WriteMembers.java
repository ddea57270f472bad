package cairn.operations.write;

import static cairn.operations.request.RequestMembers.ATTRIBUTE_VALUE_LIST;
import static cairn.operations.request.RequestMembers.COMPARISON_OPERATOR;
import static cairn.operations.request.RequestMembers.CONDITIONAL_OPERATOR;
import static cairn.operations.request.RequestMembers.TABLE_NAME;

import cairn.item.expression.syntax.Kind;
import cairn.operations.request.Capacity;
import cairn.operations.request.RequestExpressions;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.RequestMessage;
import cairn.operations.wire.TableNames;

import java.util.Map;

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

    static final Member<Map<String, Input>> EXPECTED =
            Members.structuresByName(
                    "Expected",
                    Members.of(
                            "ExpectedAttributeValue",
                            Members.value("Value"),
                            Members.bool("Exists"),
                            COMPARISON_OPERATOR,
                            ATTRIBUTE_VALUE_LIST));

    private WriteMembers() {}

    /// `members`, followed by those of the condition that each of the three operations may have.
    static Members withCondition(Members members) {
        return members.then(
                EXPECTED.later(),
                CONDITIONAL_OPERATOR,
                RequestExpressions.member(Kind.CONDITION),
                RequestExpressions.EXPRESSION_ATTRIBUTE_NAMES,
                RequestExpressions.EXPRESSION_ATTRIBUTE_VALUES);
    }

    /// @param expressions with placeholders already read
    static WriteTerms terms(Input input, RequestExpressions expressions) {
        return new WriteTerms(
                TableNames.of(input.must(TABLE_NAME)),
                Capacity.of(input),
                input.get(RETURN_VALUES).orElse(ReturnValues.NONE),
                input.get(RETURN_VALUES_ON_CONDITION_CHECK_FAILURE)
                        .filter(values -> values == ReturnValues.ALL_OLD)
                        .isPresent(),
                expressions.condition(Kind.CONDITION),
                expressions.valueBytes());
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
