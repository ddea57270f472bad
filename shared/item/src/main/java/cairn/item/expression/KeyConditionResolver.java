package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.Message;
import cairn.item.expression.KeyCondition.Clause;
import cairn.item.expression.syntax.Kind;
import cairn.item.expression.syntax.Syntax;
import cairn.item.expression.syntax.Syntax.Call;
import cairn.item.expression.syntax.Syntax.PathSyntax;
import cairn.item.expression.syntax.Syntax.ValueSyntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Extracts the clauses of a key condition, in written order. Used for one expression.
final class KeyConditionResolver {
    private static final Kind KIND = Kind.KEY_CONDITION;
    private static final Set<String> COMPARATORS = Set.of("=", "<", "<=", ">", ">=");

    private final Placeholders placeholders;
    private final List<Clause> clauses = new ArrayList<>();

    KeyConditionResolver(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    /// A key condition must first be a valid condition.
    List<Clause> clauses(Syntax syntax) {
        new ConditionResolver(KIND, placeholders).condition(syntax);
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
            case Syntax.Or or -> throw Message.CONDITION_OPERATOR.refused("OR");
            case Syntax.Not not -> throw Message.CONDITION_OPERATOR.refused("NOT");
            case Syntax.In in -> throw Message.CONDITION_OPERATOR.refused("IN");
            case Syntax.Compare(String operator, Syntax left, Syntax right) -> {
                if (operator.equals("<>")) {
                    throw Message.CONDITION_OPERATOR.refused(operator);
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
            throw Message.CONDITION_OPERATOR.refused(call.function());
        }
        add(call.function(), call.arguments().getFirst(), List.of(call.arguments().getLast()));
    }

    private void add(String operator, Syntax left, List<Syntax> right) {
        List<Syntax> all = new ArrayList<>(right);
        all.addFirst(left);
        boolean reversible = COMPARATORS.contains(operator);
        if (!reversible && !(left instanceof PathSyntax)) {
            throw Message.CONDITION_KEY_FIRST.refused(operator);
        }
        Path path = onlyPath(all);
        if (clauses.stream().anyMatch(clause -> clause.name().equals(path.attribute()))) {
            throw Message.CONDITIONS_PER_KEY.refused(KIND);
        }
        List<AttributeValue> values = new ArrayList<>();
        for (Syntax operand : all) {
            if (operand instanceof ValueSyntax(String name)) {
                values.add(placeholders.value(KIND, name));
            }
        }
        String written = left instanceof PathSyntax ? operator : reversed(operator);
        clauses.add(new Clause(path.attribute(), written, List.copyOf(values)));
    }

    private Path onlyPath(List<Syntax> operands) {
        List<Path> paths = new ArrayList<>();
        for (Syntax operand : operands) {
            if (operand instanceof Call) {
                throw Message.CONDITION_NESTED.refused(KIND);
            }
            if (operand instanceof PathSyntax syntax) {
                if (!paths.isEmpty()) {
                    throw Message.CONDITION_TWO_NAMES.refused();
                }
                Path path = placeholders.path(KIND, syntax);
                if (!path.isTopLevel()) {
                    throw Message.CONDITION_NESTED_PATH.refused(KIND);
                }
                paths.add(path);
            }
        }
        if (paths.isEmpty()) {
            throw Message.CONDITION_NO_KEY.refused();
        }
        return paths.getFirst();
    }

    /// The equivalent comparison with its sides exchanged.
    private static String reversed(String operator) {
        return switch (operator) {
            case "<" -> ">";
            case "<=" -> ">=";
            case ">" -> "<";
            case ">=" -> "<=";
            default -> operator;
        };
    }
}
