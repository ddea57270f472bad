package cairn.operations.legacy;

import cairn.item.expression.KeyCondition;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.RequestMessage;

import java.util.List;
import java.util.Map;

/// Turns KeyConditions into a key condition.
final class LegacyKeyCondition {
    private static final int CONDITIONS_MAX = 2;

    private LegacyKeyCondition() {}

    /// Operators that no key takes are refused when the table's keys are known.
    ///
    /// @throws Failure not one or two conditions, or an operator that does not take its arguments
    /// @throws cairn.item.Refused an argument is no value
    static KeyCondition read(Map<String, Input> sent, SentValues values) {
        List<LegacyCondition> conditions = LegacyCondition.readAll(sent, values);
        if (conditions.isEmpty() || conditions.size() > CONDITIONS_MAX) {
            throw Failure.validation(RequestMessage.CONDITIONS_COUNT);
        }
        return KeyCondition.of(conditions.stream().map(LegacyKeyCondition::clause).toList());
    }

    private static KeyCondition.Clause clause(LegacyCondition condition) {
        return new KeyCondition.Clause(
                condition.name(), operator(condition.operator()), condition.arguments());
    }

    private static String operator(Operator operator) {
        return switch (operator) {
            case EQ -> "=";
            case LE -> "<=";
            case LT -> "<";
            case GE -> ">=";
            case GT -> ">";
            case BETWEEN, BEGINS_WITH, NE, IN, CONTAINS, NOT_CONTAINS, NULL, NOT_NULL ->
                    operator.name();
        };
    }
}
