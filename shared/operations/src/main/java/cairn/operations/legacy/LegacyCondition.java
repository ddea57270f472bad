package cairn.operations.legacy;

import static cairn.operations.legacy.LegacyMembers.ATTRIBUTE_VALUE_LIST;
import static cairn.operations.legacy.LegacyMembers.COMPARISON_OPERATOR;

import cairn.item.AttributeValue;
import cairn.item.expression.Comparison;
import cairn.item.expression.Condition;
import cairn.item.expression.Operand;
import cairn.item.expression.Path;
import cairn.operations.legacy.LegacyMembers.Conjunction;
import cairn.operations.wire.Input;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A condition on one top-level attribute, whose name is taken as it is. Immutable.
///
/// @param arguments those that the operator takes
record LegacyCondition(String name, Operator operator, List<AttributeValue> arguments) {
    /// @throws cairn.operations.wire.Failure the operator does not take the arguments
    LegacyCondition {
        operator.check(arguments);
    }

    /// A condition of KeyConditions or of a filter. Its values are judged before their number is.
    ///
    /// @throws cairn.item.Refused an argument is no value
    static LegacyCondition read(String name, Input sent, SentValues values) {
        List<AttributeValue> arguments =
                sent.get(ATTRIBUTE_VALUE_LIST).map(values::read).orElse(List.of());
        return new LegacyCondition(name, sent.must(COMPARISON_OPERATOR), arguments);
    }

    /// All conditions of a map, in the order of the request.
    static List<LegacyCondition> readAll(Map<String, Input> sent, SentValues values) {
        List<LegacyCondition> conditions = new ArrayList<>();
        sent.forEach((name, condition) -> conditions.add(read(name, condition, values)));
        return conditions;
    }

    /// What the conditions say together; nothing if there are none.
    static Optional<Condition> joined(List<LegacyCondition> conditions, Conjunction how) {
        return conditions.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        halves(conditions.stream().map(LegacyCondition::resolved).toList(), how));
    }

    /// Joined half by half: there may be a hundred thousand, and a chain of so many would overflow
    /// the stack.
    private static Condition halves(List<Condition> conditions, Conjunction how) {
        int size = conditions.size();
        if (size == 1) {
            return conditions.getFirst();
        }
        Condition left = halves(conditions.subList(0, size / 2), how);
        Condition right = halves(conditions.subList(size / 2, size), how);
        return switch (how) {
            case OR -> new Condition.Or(left, right);
            case AND -> new Condition.And(left, right);
        };
    }

    private Condition resolved() {
        Path path = Path.to(name);
        Operand attribute = new Operand.Attribute(path);
        List<Operand> operands = arguments.stream().<Operand>map(Operand.Constant::new).toList();
        return switch (operator) {
            case EQ -> compare(Comparison.EQUAL, attribute, operands);
            case NE -> compare(Comparison.NOT_EQUAL, attribute, operands);
            case LE -> compare(Comparison.NOT_GREATER, attribute, operands);
            case LT -> compare(Comparison.LESS, attribute, operands);
            case GE -> compare(Comparison.NOT_LESS, attribute, operands);
            case GT -> compare(Comparison.GREATER, attribute, operands);
            case BETWEEN ->
                    new Condition.Between(attribute, operands.getFirst(), operands.getLast());
            case IN -> new Condition.In(attribute, operands);
            case BEGINS_WITH -> new Condition.BeginsWith(attribute, operands.getFirst());
            case CONTAINS -> new Condition.Contains(attribute, operands.getFirst());
            case NOT_CONTAINS ->
                    new Condition.And(
                            new Condition.Exists(path, true),
                            new Condition.Not(
                                    new Condition.Contains(attribute, operands.getFirst())));
            case NULL -> new Condition.Exists(path, false);
            case NOT_NULL -> new Condition.Exists(path, true);
        };
    }

    private static Condition compare(Comparison how, Operand attribute, List<Operand> operands) {
        return new Condition.Compare(how, attribute, operands.getFirst());
    }
}
