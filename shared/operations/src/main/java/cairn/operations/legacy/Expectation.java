package cairn.operations.legacy;

import static cairn.operations.legacy.LegacyMembers.ATTRIBUTE_VALUE_LIST;
import static cairn.operations.legacy.LegacyMembers.COMPARISON_OPERATOR;
import static cairn.operations.legacy.LegacyMembers.EXISTS;
import static cairn.operations.legacy.LegacyMembers.VALUE;

import cairn.item.AttributeValue;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.RequestMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One entry of Expected as it was sent: an operator with arguments, or a short form without.
///
/// @param name of the attribute
record Expectation(String name, Input sent) {
    /// All conditions of the map, in the order of the request.
    ///
    /// @throws Failure members that do not go together
    /// @throws cairn.item.Refused an argument is no value
    static List<LegacyCondition> readAll(Map<String, Input> sent, SentValues values) {
        List<LegacyCondition> conditions = new ArrayList<>();
        sent.forEach((name, one) -> conditions.add(new Expectation(name, one).condition(values)));
        return conditions;
    }

    private LegacyCondition condition(SentValues values) {
        if (sent.has(VALUE) && sent.has(ATTRIBUTE_VALUE_LIST)) {
            throw Failure.validation(RequestMessage.EXPECTED_TWO_VALUES, name);
        }
        Optional<Operator> operator = sent.get(COMPARISON_OPERATOR);
        if (operator.isPresent()) {
            return withOperator(operator.get(), values);
        }
        if (sent.has(ATTRIBUTE_VALUE_LIST)) {
            throw Failure.validation(RequestMessage.EXPECTED_LIST, name);
        }
        return shortForm(values);
    }

    private LegacyCondition withOperator(Operator operator, SentValues values) {
        if (sent.has(EXISTS)) {
            throw Failure.validation(RequestMessage.EXPECTED_EXISTS, name);
        }
        if (sent.has(VALUE)) {
            AttributeValue value = values.read(sent.must(VALUE));
            return new LegacyCondition(name, operator, List.of(value));
        }
        if (operator.takesArguments() && !sent.has(ATTRIBUTE_VALUE_LIST)) {
            throw Failure.validation(RequestMessage.EXPECTED_NO_VALUE, operator, name);
        }
        return LegacyCondition.read(name, sent, values);
    }

    private LegacyCondition shortForm(SentValues values) {
        Optional<Boolean> exists = sent.get(EXISTS);
        if (exists.equals(Optional.of(false))) {
            if (sent.has(VALUE)) {
                throw Failure.validation(RequestMessage.EXPECTED_VALUE_OF_NOTHING, name);
            }
            return new LegacyCondition(name, Operator.NULL, List.of());
        }
        if (!sent.has(VALUE)) {
            throw Failure.validation(
                    RequestMessage.EXPECTED_VALUE_MISSING,
                    exists.isPresent() ? "true" : "null",
                    name);
        }
        return new LegacyCondition(name, Operator.EQ, List.of(values.read(sent.must(VALUE))));
    }
}
