package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.Message;
import cairn.item.expression.Update.Action;
import cairn.item.expression.Update.Value;
import cairn.item.expression.syntax.Kind;
import cairn.item.expression.syntax.Syntax;
import cairn.item.expression.syntax.Syntax.Call;
import cairn.item.expression.syntax.Syntax.Clause;
import cairn.item.expression.syntax.Syntax.PathSyntax;
import cairn.item.expression.syntax.Syntax.ValueSyntax;

import java.util.ArrayList;
import java.util.List;

/// Resolves the clauses of a parsed update into actions. Used for one expression.
final class UpdateResolver {
    private static final Kind KIND = Kind.UPDATE;

    private final Placeholders placeholders;

    UpdateResolver(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    /// Checks the whole expression for one kind of mistake after another, as DynamoDB does
    /// (observed): names, values, paths that overlap, operands of ADD and DELETE, then of SET.
    Update update(Syntax.Clauses syntax) {
        List<Syntax> leaves = syntax.leaves();
        leaves.forEach(leaf -> placeholders.mustDefineName(KIND, leaf));
        leaves.forEach(leaf -> placeholders.mustDefineValue(KIND, leaf));
        PathTree<Clause> places = PathTree.empty();
        List<Path> paths = new ArrayList<>();
        for (Clause clause : syntax.clauses()) {
            Path path = placeholders.path(KIND, clause.path());
            places.add(KIND, path, clause);
            paths.add(path);
        }
        for (Clause clause : syntax.clauses()) {
            if (!clause.section().equals("SET")) {
                action(clause);
            }
        }
        List<Update.Placed> actions = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            actions.add(new Update.Placed(paths.get(i), action(syntax.clauses().get(i))));
        }
        return Update.of(actions);
    }

    private Action action(Clause clause) {
        return switch (clause.section()) {
            case "SET" -> new Action.Set(value(clause.value()));
            case "REMOVE" -> new Action.Remove();
            case "ADD" -> {
                AttributeValue value = constant(clause.value());
                boolean fits = value instanceof AttributeValue.N || isSet(value);
                yield new Action.Add(mustFit(fits, "ADD", value));
            }
            case "DELETE" -> {
                AttributeValue value = constant(clause.value());
                yield new Action.Delete(mustFit(isSet(value), "DELETE", value));
            }
            default -> throw new IllegalArgumentException(clause.section());
        };
    }

    private static boolean isSet(AttributeValue value) {
        return value instanceof AttributeValue.Ss
                || value instanceof AttributeValue.Ns
                || value instanceof AttributeValue.Bs;
    }

    private static AttributeValue mustFit(boolean fits, String operator, AttributeValue value) {
        if (!fits) {
            throw Message.ADD_DELETE_OPERAND_TYPE.refused(KIND, operator, Describe.longType(value));
        }
        return value;
    }

    private AttributeValue constant(Syntax syntax) {
        if (syntax instanceof ValueSyntax(String name)) {
            return placeholders.value(KIND, name);
        }
        throw new IllegalArgumentException("the parser takes only values here");
    }

    private Value value(Syntax syntax) {
        return switch (syntax) {
            case ValueSyntax(String name) -> new Value.Constant(placeholders.value(KIND, name));
            case PathSyntax path -> new Value.Attribute(placeholders.path(KIND, path));
            case Syntax.Arithmetic(String operator, Syntax left, Syntax right) ->
                    new Value.Sum(
                            number(operator, left), number(operator, right), operator.equals("-"));
            case Call call -> call(call);
            case Syntax.Group g -> throw notAValue();
            case Syntax.And a -> throw notAValue();
            case Syntax.Or o -> throw notAValue();
            case Syntax.Not n -> throw notAValue();
            case Syntax.Compare c -> throw notAValue();
            case Syntax.Between b -> throw notAValue();
            case Syntax.In i -> throw notAValue();
            case Clause c -> throw notAValue();
            case Syntax.Clauses c -> throw notAValue();
            case Syntax.Paths p -> throw notAValue();
        };
    }

    private static IllegalArgumentException notAValue() {
        return new IllegalArgumentException("the parser takes no conditions here");
    }

    private Value number(String operator, Syntax syntax) {
        Value value = value(syntax);
        if (value instanceof Value.Constant(AttributeValue constant)
                && !(constant instanceof AttributeValue.N)) {
            throw Message.OPERAND_TYPE.refused(KIND, operator, constant.type());
        }
        return value;
    }

    private Value call(Call call) {
        ConditionResolver.checkArguments(KIND, call);
        Syntax first = call.arguments().getFirst();
        Syntax last = call.arguments().getLast();
        return switch (call.function()) {
            case "if_not_exists" -> {
                if (!(first instanceof PathSyntax path)) {
                    throw Message.PATH_REQUIRED.refused(KIND, call.function());
                }
                yield new Value.IfNotExists(placeholders.path(KIND, path), value(last));
            }
            case "list_append" -> new Value.Append(list(first), list(last));
            default -> throw new IllegalArgumentException(call.function());
        };
    }

    private Value list(Syntax syntax) {
        Value value = value(syntax);
        if (value instanceof Value.Constant(AttributeValue constant)
                && !(constant instanceof AttributeValue.L)) {
            throw Message.OPERAND_TYPE.refused(KIND, "list_append", constant.type());
        }
        return value;
    }
}
