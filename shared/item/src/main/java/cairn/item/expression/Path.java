package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.Item;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/// A place in an item: attribute names and list indexes, the first a name. Immutable.
public record Path(List<Step> steps) {
    public sealed interface Step {
        /// Comparable, so that a map of many that someone has chosen to collide is not slow.
        record Name(String name) implements Step, Comparable<Name> {
            @Override
            public int compareTo(Name other) {
                return name.compareTo(other.name);
            }

            @Override
            public String toString() {
                return name;
            }
        }

        record Index(int index) implements Step {
            @Override
            public String toString() {
                return "[" + index + "]";
            }
        }
    }

    /// The top-level attribute of this name, whatever characters that has.
    public static Path to(String name) {
        return new Path(List.of(new Step.Name(name)));
    }

    /// The top-level attribute that it begins at.
    public String attribute() {
        return steps.getFirst().toString();
    }

    /// Whether it is a top-level attribute itself.
    public boolean isTopLevel() {
        return steps.size() == 1;
    }

    /// Whether it is a path below the top-level attribute `name`.
    public boolean isInside(String name) {
        return !isTopLevel() && attribute().equals(name);
    }

    /// The value there, or null.
    @Nullable AttributeValue in(Item item) {
        AttributeValue value = item.get(attribute());
        for (int i = 1; i < steps.size() && value != null; i++) {
            value = step(value, steps.get(i));
        }
        return value;
    }

    private static @Nullable AttributeValue step(AttributeValue value, Step step) {
        return switch (step) {
            case Step.Name(String name) ->
                    value instanceof AttributeValue.M(var values) ? values.get(name) : null;
            case Step.Index(int index) ->
                    value instanceof AttributeValue.L(var values) && index < values.size()
                            ? values.get(index)
                            : null;
        };
    }

    /// As DynamoDB writes it in messages: `[a, [0], b]`.
    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
