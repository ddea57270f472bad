package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.Item;
import cairn.item.Substring;
import cairn.item.expression.syntax.Kind;
import cairn.item.expression.syntax.Syntax;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/// A condition or filter on an item, ready to be evaluated. Immutable.
///
/// If an attribute is missing, every comparison is false except `<>`, which is true. Values of
/// different types are never equal and have no order (docs/dynamodb.md#comparisons-and-types).
public sealed interface Condition {
    record Compare(Comparison how, Operand left, Operand right) implements Condition {}

    record Between(Operand operand, Operand low, Operand high) implements Condition {}

    record In(Operand operand, List<Operand> candidates) implements Condition {}

    record Exists(Path path, boolean wanted) implements Condition {}

    record HasType(Path path, String type) implements Condition {}

    record BeginsWith(Operand operand, Operand prefix) implements Condition {}

    record Contains(Operand whole, Operand part) implements Condition {}

    record Not(Condition condition) implements Condition {}

    record And(Condition left, Condition right) implements Condition {}

    record Or(Condition left, Condition right) implements Condition {}

    /// A condition as written, with its placeholders replaced.
    ///
    /// @throws cairn.item.Refused an operand of a wrong type, an undefined placeholder
    static Condition resolve(Kind kind, Syntax syntax, Placeholders placeholders) {
        return new ConditionResolver(kind, placeholders).condition(syntax);
    }

    /// Whether the subject's item fulfils it.
    default boolean holds(Subject subject) {
        Item item = subject.item();
        return switch (this) {
            case Compare(Comparison how, Operand left, Operand right) ->
                    holds(how, left.in(item), right, subject);
            case Between(Operand operand, Operand low, Operand high) -> {
                AttributeValue value = operand.in(item);
                yield holds(Comparison.NOT_LESS, value, low, subject)
                        && holds(Comparison.NOT_GREATER, value, high, subject);
            }
            case In(Operand operand, List<Operand> candidates) -> {
                AttributeValue value = operand.in(item);
                yield candidates.stream()
                        .anyMatch(each -> holds(Comparison.EQUAL, value, each, subject));
            }
            case Exists(Path path, boolean wanted) -> {
                subject.spend(null);
                yield (path.in(item) != null) == wanted;
            }
            case HasType(Path path, String type) -> {
                subject.spend(null);
                AttributeValue value = path.in(item);
                yield value != null && value.type().equals(type);
            }
            case BeginsWith(Operand operand, Operand prefix) -> {
                AttributeValue start = prefix.in(item);
                subject.spend(start);
                yield beginsWith(operand.in(item), start);
            }
            case Contains(Operand whole, Operand part) -> {
                AttributeValue within = whole.in(item);
                subject.spend(within);
                yield contains(within, part.in(item));
            }
            case Not(Condition condition) -> !condition.holds(subject);
            case And(Condition left, Condition right) ->
                    left.holds(subject) && right.holds(subject);
            case Or(Condition left, Condition right) -> left.holds(subject) || right.holds(subject);
        };
    }

    private static boolean holds(
            Comparison how, @Nullable AttributeValue left, Operand right, Subject subject) {
        subject.spend(left);
        return how.holds(left, right.in(subject.item()));
    }

    private static boolean beginsWith(
            @Nullable AttributeValue value, @Nullable AttributeValue prefix) {
        return value instanceof AttributeValue.S(String text)
                        && prefix instanceof AttributeValue.S(String start)
                        && text.startsWith(start)
                || value instanceof AttributeValue.B b
                        && prefix instanceof AttributeValue.B p
                        && b.value().startsWith(p.value());
    }

    private static boolean contains(@Nullable AttributeValue whole, @Nullable AttributeValue part) {
        if (whole == null || part == null) {
            return false;
        }
        return switch (whole) {
            case AttributeValue.S(String text) ->
                    part instanceof AttributeValue.S(String inner) && Substring.in(text, inner);
            case AttributeValue.B b ->
                    part instanceof AttributeValue.B inner && b.value().contains(inner.value());
            case AttributeValue.Ss(Set<String> values) ->
                    part instanceof AttributeValue.S(String text) && values.contains(text);
            case AttributeValue.Ns ns ->
                    part instanceof AttributeValue.N n && ns.values().contains(n.value());
            case AttributeValue.Bs bs ->
                    part instanceof AttributeValue.B b && bs.values().contains(b.value());
            case AttributeValue.L(List<AttributeValue> values) -> values.contains(part);
            case AttributeValue.N n -> false;
            case AttributeValue.Bool bool -> false;
            case AttributeValue.Null none -> false;
            case AttributeValue.M m -> false;
        };
    }

    /// Adds the paths that the condition reads.
    default void paths(Collection<Path> into) {
        switch (this) {
            case Compare(Comparison how, Operand left, Operand right) -> {
                add(left, into);
                add(right, into);
            }
            case Between(Operand operand, Operand low, Operand high) -> {
                add(operand, into);
                add(low, into);
                add(high, into);
            }
            case In(Operand operand, List<Operand> candidates) -> {
                add(operand, into);
                candidates.forEach(candidate -> add(candidate, into));
            }
            case Exists(Path path, boolean wanted) -> into.add(path);
            case HasType(Path path, String type) -> into.add(path);
            case BeginsWith(Operand operand, Operand prefix) -> {
                add(operand, into);
                add(prefix, into);
            }
            case Contains(Operand whole, Operand part) -> {
                add(whole, into);
                add(part, into);
            }
            case Not(Condition condition) -> condition.paths(into);
            case And(Condition left, Condition right) -> {
                left.paths(into);
                right.paths(into);
            }
            case Or(Condition left, Condition right) -> {
                left.paths(into);
                right.paths(into);
            }
        }
    }

    private static void add(Operand operand, Collection<Path> into) {
        switch (operand) {
            case Operand.Attribute(Path path) -> into.add(path);
            case Operand.Constant constant -> {}
            case Operand.Size(Operand of) -> add(of, into);
        }
    }
}
