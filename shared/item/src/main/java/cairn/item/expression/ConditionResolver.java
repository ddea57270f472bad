package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.Message;
import cairn.item.expression.syntax.Kind;
import cairn.item.expression.syntax.Syntax;
import cairn.item.expression.syntax.Syntax.Call;
import cairn.item.expression.syntax.Syntax.PathSyntax;
import cairn.item.expression.syntax.Syntax.ValueSyntax;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Resolves a parsed condition into one that can be evaluated, and refuses operands that cannot.
/// Used for one expression.
final class ConditionResolver {
    private static final int IN_MAX = 100;
    private static final Set<String> TYPES =
            Set.of("B", "NULL", "SS", "BOOL", "L", "BS", "N", "NS", "S", "M");
    private static final Set<String> ORDERED = Set.of("S", "N", "B");
    private static final Map<String, Integer> ARGUMENTS =
            Map.of(
                    "attribute_exists", 1,
                    "attribute_not_exists", 1,
                    "attribute_type", 2,
                    "begins_with", 2,
                    "contains", 2,
                    "size", 1,
                    "if_not_exists", 2,
                    "list_append", 2);

    private final Kind kind;
    private final Placeholders placeholders;

    ConditionResolver(Kind kind, Placeholders placeholders) {
        this.kind = kind;
        this.placeholders = placeholders;
    }

    Condition condition(Syntax syntax) {
        return switch (syntax) {
            case Syntax.Group(Syntax inner) -> condition(inner);
            case Syntax.And(Syntax left, Syntax right) ->
                    new Condition.And(condition(left), condition(right));
            case Syntax.Or(Syntax left, Syntax right) ->
                    new Condition.Or(condition(left), condition(right));
            case Syntax.Not(Syntax operand) -> new Condition.Not(condition(operand));
            case Syntax.Compare compare -> compare(compare);
            case Syntax.Between between -> between(between);
            case Syntax.In in -> in(in);
            case Call call -> call(call);
            case PathSyntax p -> throw notACondition();
            case ValueSyntax v -> throw notACondition();
            case Syntax.Arithmetic a -> throw notACondition();
            case Syntax.Clause c -> throw notACondition();
            case Syntax.Clauses c -> throw notACondition();
            case Syntax.Paths p -> throw notACondition();
        };
    }

    private static IllegalArgumentException notACondition() {
        return new IllegalArgumentException("not a condition");
    }

    private Condition compare(Syntax.Compare compare) {
        placeholders.mustDefine(kind, compare);
        Comparison how = Comparison.of(compare.operator());
        Operand left = operand(compare.left());
        Operand right = operand(compare.right());
        mustDiffer(compare.operator(), left, List.of(right));
        if (how.ordered()) {
            mustBe(ORDERED, compare.operator(), left);
            mustBe(ORDERED, compare.operator(), right);
        }
        return new Condition.Compare(how, left, right);
    }

    private Condition between(Syntax.Between between) {
        placeholders.mustDefine(kind, between);
        Operand operand = operand(between.operand());
        Operand low = operand(between.low());
        Operand high = operand(between.high());
        mustDiffer("BETWEEN", operand, List.of(low, high));
        mustBe(ORDERED, "BETWEEN", operand);
        mustBe(ORDERED, "BETWEEN", low);
        mustBe(ORDERED, "BETWEEN", high);
        if (low instanceof Operand.Constant(AttributeValue from)
                && high instanceof Operand.Constant(AttributeValue to)) {
            checkBounds(kind, from, to);
        }
        return new Condition.Between(operand, low, high);
    }

    static void checkBounds(Kind kind, AttributeValue from, AttributeValue to) {
        if (!from.type().equals(to.type())) {
            throw Message.BETWEEN_TYPES.refused(kind, Describe.value(from), Describe.value(to));
        }
        if (Comparison.order(from, to).orElse(0) > 0) {
            throw Message.BETWEEN_ORDER.refused(kind, Describe.value(from), Describe.value(to));
        }
    }

    private Condition in(Syntax.In in) {
        placeholders.mustDefine(kind, in);
        Operand operand = operand(in.operand());
        List<Operand> candidates = in.candidates().stream().map(this::operand).toList();
        if (candidates.size() > IN_MAX) {
            throw Message.OPERAND_COUNT.refused(kind, "IN", candidates.size() + 1);
        }
        mustDiffer("IN", operand, candidates);
        return new Condition.In(operand, candidates);
    }

    private Condition call(Call call) {
        placeholders.mustDefine(kind, call);
        checkArguments(kind, call);
        return switch (call.function()) {
            case "attribute_exists" -> new Condition.Exists(path(call), true);
            case "attribute_not_exists" -> new Condition.Exists(path(call), false);
            case "attribute_type" -> attributeType(call);
            case "begins_with" -> {
                Operand whole = operand(call.arguments().getFirst());
                Operand prefix = operand(call.arguments().getLast());
                mustDiffer(call.function(), whole, List.of(prefix));
                mustBe(Set.of("S", "B"), call.function(), whole);
                mustBe(Set.of("S", "B"), call.function(), prefix);
                yield new Condition.BeginsWith(whole, prefix);
            }
            case "contains" -> {
                Operand whole = operand(call.arguments().getFirst());
                Operand part = operand(call.arguments().getLast());
                mustDiffer(call.function(), whole, List.of(part));
                mustBe(Set.of("S", "B", "SS", "NS", "BS", "L"), call.function(), whole);
                yield new Condition.Contains(whole, part);
            }
            default -> throw notACondition();
        };
    }

    static void checkArguments(Kind kind, Call call) {
        int wanted = ARGUMENTS.getOrDefault(call.function(), 0);
        if (call.arguments().size() != wanted) {
            throw Message.OPERAND_COUNT.refused(kind, call.function(), call.arguments().size());
        }
    }

    private Path path(Call call) {
        if (call.arguments().getFirst() instanceof PathSyntax path) {
            return placeholders.path(kind, path);
        }
        throw Message.PATH_REQUIRED.refused(kind, call.function());
    }

    private Condition attributeType(Call call) {
        Path path = path(call);
        Operand type = operand(call.arguments().getLast());
        if (!(type instanceof Operand.Constant(AttributeValue value))) {
            throw Message.OPERAND_TYPE.refused(
                    kind, call.function(), "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
        }
        if (!(value instanceof AttributeValue.S(String name))) {
            throw Message.OPERAND_TYPE.refused(kind, call.function(), value.type());
        }
        if (!TYPES.contains(name)) {
            throw Message.ATTRIBUTE_TYPE_UNKNOWN.refused(kind, name);
        }
        return new Condition.HasType(path, name);
    }

    private Operand operand(Syntax syntax) {
        return switch (syntax) {
            case PathSyntax path -> new Operand.Attribute(placeholders.path(kind, path));
            case ValueSyntax(String name) -> new Operand.Constant(placeholders.value(kind, name));
            case Call call -> {
                checkArguments(kind, call);
                Operand of = operand(call.arguments().getFirst());
                mustBe(Set.of("S", "B", "SS", "NS", "BS", "L", "M"), "size", of);
                yield new Operand.Size(of);
            }
            case Syntax.Group g -> throw notACondition();
            case Syntax.And a -> throw notACondition();
            case Syntax.Or o -> throw notACondition();
            case Syntax.Not n -> throw notACondition();
            case Syntax.Compare c -> throw notACondition();
            case Syntax.Between b -> throw notACondition();
            case Syntax.In i -> throw notACondition();
            case Syntax.Arithmetic a -> throw notACondition();
            case Syntax.Clause c -> throw notACondition();
            case Syntax.Clauses c -> throw notACondition();
            case Syntax.Paths p -> throw notACondition();
        };
    }

    private void mustBe(Set<String> types, String operator, Operand operand) {
        Optional<String> type =
                switch (operand) {
                    case Operand.Constant(AttributeValue value) -> Optional.of(value.type());
                    case Operand.Size size -> Optional.of("N");
                    case Operand.Attribute attribute -> Optional.empty();
                };
        if (type.isPresent() && !types.contains(type.get())) {
            throw Message.OPERAND_TYPE.refused(kind, operator, type.get());
        }
    }

    private void mustDiffer(String operator, Operand first, List<Operand> others) {
        if (first instanceof Operand.Attribute(Path path) && others.contains(first)) {
            throw Message.OPERANDS_NOT_DISTINCT.refused(kind, operator, path);
        }
    }
}
