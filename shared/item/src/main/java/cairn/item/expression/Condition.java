package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.Item;
import cairn.item.Substring;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/// A condition or filter on an item, ready to be judged. Immutable.
///
/// An attribute that is not there makes every comparison false but `<>`, which it makes true;
/// values of different types are never equal and have no order (behaviours C7).
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

    /// A condition as written, with what its placeholders stand for.
    ///
    /// @throws cairn.item.Refused an operand of a wrong type, a placeholder not defined
    static Condition resolve(Kind kind, Syntax syntax, Placeholders placeholders) {
        return new ConditionResolver(kind, placeholders).condition(syntax);
    }

    /// Whether `item` fulfils it; an absent item is [Item#EMPTY].
    default boolean holds(Item item) {
        return switch (this) {
            case Compare(Comparison how, Operand left, Operand right) ->
                    how.holds(left.in(item), right.in(item));
            case Between(Operand operand, Operand low, Operand high) -> {
                AttributeValue value = operand.in(item);
                yield Comparison.NOT_LESS.holds(value, low.in(item))
                        && Comparison.NOT_GREATER.holds(value, high.in(item));
            }
            case In(Operand operand, List<Operand> candidates) -> {
                AttributeValue value = operand.in(item);
                yield candidates.stream()
                        .anyMatch(candidate -> Comparison.EQUAL.holds(value, candidate.in(item)));
            }
            case Exists(Path path, boolean wanted) -> (path.in(item) != null) == wanted;
            case HasType(Path path, String type) -> {
                AttributeValue value = path.in(item);
                yield value != null && value.type().equals(type);
            }
            case BeginsWith(Operand operand, Operand prefix) ->
                    beginsWith(operand.in(item), prefix.in(item));
            case Contains(Operand whole, Operand part) -> contains(whole.in(item), part.in(item));
            case Not(Condition condition) -> !condition.holds(item);
            case And(Condition left, Condition right) -> left.holds(item) && right.holds(item);
            case Or(Condition left, Condition right) -> left.holds(item) || right.holds(item);
        };
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

    /// Adds the places that the condition looks at.
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
