package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.Text;
import cairn.item.expression.KeyCondition.Clause;
import cairn.item.expression.Syntax.Call;
import cairn.item.expression.Syntax.PathSyntax;
import cairn.item.expression.Syntax.ValueSyntax;

import java.util.ArrayList;
import java.util.List;

/// Takes the clauses out of a key condition, in written order. Used for one expression.
final class KeyConditionResolver {
    private static final Kind KIND = Kind.KEY_CONDITION;

    private final Placeholders placeholders;
    private final List<Clause> clauses = new ArrayList<>();

    KeyConditionResolver(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    List<Clause> clauses(Syntax syntax) {
        take(syntax);
        return List.copyOf(clauses);
    }

    private void take(Syntax syntax) {
        switch (syntax) {
            case Syntax.Group(Syntax inner) -> take(inner);
            case Syntax.And(Syntax left, Syntax right) -> {
                take(left);
                take(right);
            }
            case Syntax.Or or -> throw Text.CONDITION_OPERATOR.refused("OR");
            case Syntax.Not not -> throw Text.CONDITION_OPERATOR.refused("NOT");
            case Syntax.In in -> throw Text.CONDITION_OPERATOR.refused("IN");
            case Syntax.Compare(String operator, Syntax left, Syntax right) -> {
                if (operator.equals("<>")) {
                    throw Text.CONDITION_OPERATOR.refused(operator);
                }
                add(operator, left, List.of(right));
            }
            case Syntax.Between(Syntax operand, Syntax low, Syntax high) ->
                    add("BETWEEN", operand, List.of(low, high));
            case Call call -> call(call);
            case PathSyntax p -> throw notACondition();
            case ValueSyntax v -> throw notACondition();
            case Syntax.Arithmetic a -> throw notACondition();
            case Syntax.Clause c -> throw notACondition();
            case Syntax.Clauses c -> throw notACondition();
            case Syntax.Paths p -> throw notACondition();
        }
    }

    private static IllegalArgumentException notACondition() {
        return new IllegalArgumentException("not a condition");
    }

    private void call(Call call) {
        if (!call.function().equals("begins_with")) {
            throw Text.CONDITION_OPERATOR.refused(call.function());
        }
        ConditionResolver.checkArguments(KIND, call);
        add(call.function(), call.arguments().getFirst(), List.of(call.arguments().getLast()));
    }

    private void add(String operator, Syntax left, List<Syntax> right) {
        List<Syntax> all = new ArrayList<>(right);
        all.addFirst(left);
        if (all.stream().anyMatch(Call.class::isInstance)) {
            throw Text.CONDITION_NESTED.refused(KIND);
        }
        long paths = all.stream().filter(PathSyntax.class::isInstance).count();
        if (paths == 0) {
            throw Text.CONDITION_NO_KEY.refused();
        }
        if (paths > 1) {
            throw Text.CONDITION_TWO_NAMES.refused();
        }
        if (!(left instanceof PathSyntax syntax)) {
            throw Text.CONDITION_KEY_FIRST.refused(operator);
        }
        Path path = placeholders.path(KIND, syntax);
        if (!path.isTopLevel()) {
            throw Text.CONDITION_NESTED_PATH.refused(KIND);
        }
        List<AttributeValue> values = new ArrayList<>();
        for (Syntax operand : right) {
            values.add(value(operator, (ValueSyntax) operand));
        }
        if (values.size() == 2) {
            ConditionResolver.checkBounds(KIND, values.getFirst(), values.getLast());
        }
        if (clauses.stream().anyMatch(clause -> clause.name().equals(path.attribute()))) {
            throw Text.CONDITIONS_PER_KEY.refused(KIND);
        }
        clauses.add(new Clause(path.attribute(), operator, List.copyOf(values)));
    }

    private AttributeValue value(String operator, ValueSyntax syntax) {
        AttributeValue value = placeholders.value(KIND, syntax.name());
        boolean fits =
                switch (value) {
                    case AttributeValue.S s -> true;
                    case AttributeValue.B b -> true;
                    case AttributeValue.N n -> !operator.equals("begins_with");
                    case AttributeValue.Bool b -> operator.equals("=");
                    case AttributeValue.Null n -> operator.equals("=");
                    case AttributeValue.Ss s -> operator.equals("=");
                    case AttributeValue.Ns s -> operator.equals("=");
                    case AttributeValue.Bs s -> operator.equals("=");
                    case AttributeValue.L l -> operator.equals("=");
                    case AttributeValue.M m -> operator.equals("=");
                };
        if (!fits) {
            throw Text.OPERAND_TYPE.refused(KIND, operator, value.type());
        }
        return value;
    }
}
