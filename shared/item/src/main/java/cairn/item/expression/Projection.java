package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.Item;
import cairn.item.expression.syntax.Kind;
import cairn.item.expression.syntax.Syntax;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The part of items that a request asks for. Immutable.
public final class Projection {
    private final List<Path> places;
    private final PathTree<Boolean> paths;

    private Projection(List<Path> places, PathTree<Boolean> paths) {
        this.places = List.copyOf(places);
        this.paths = paths;
    }

    /// A projection as written, with its placeholders replaced.
    ///
    /// @throws cairn.item.Refused paths overlap or conflict, a placeholder is not defined
    public static Projection resolve(Syntax.Paths syntax, Placeholders placeholders) {
        return to(
                syntax.paths().stream()
                        .map(path -> placeholders.path(Kind.PROJECTION, path))
                        .toList());
    }

    /// A projection to paths.
    ///
    /// @throws cairn.item.Refused they overlap
    public static Projection to(List<Path> places) {
        PathTree<Boolean> tree = PathTree.empty();
        places.forEach(place -> tree.add(Kind.PROJECTION, place, true));
        return new Projection(places, tree);
    }

    /// The places that it names.
    public List<Path> places() {
        return places;
    }

    /// The wanted part of `item`; elements of a list come close together, in their order.
    public Item of(Item item) {
        Map<String, AttributeValue> part = part(item.attributes(), paths);
        return Item.of(part);
    }

    /// Looks at no more names than there are on either side: a request may name a million.
    private static Map<String, AttributeValue> part(
            Map<String, AttributeValue> whole, PathTree<Boolean> paths) {
        Map<String, AttributeValue> part = new LinkedHashMap<>();
        if (paths.children().size() <= whole.size()) {
            paths.children()
                    .forEach(
                            (step, child) ->
                                    take(step.toString(), whole.get(step.toString()), child, part));
        } else {
            whole.forEach(
                    (name, value) ->
                            take(
                                    name,
                                    value,
                                    paths.children().get(new Path.Step.Name(name)),
                                    part));
        }
        return part;
    }

    private static void take(
            String name,
            @Nullable AttributeValue value,
            @Nullable PathTree<Boolean> paths,
            Map<String, AttributeValue> into) {
        AttributeValue wanted = value == null || paths == null ? null : part(value, paths);
        if (wanted != null) {
            into.put(name, wanted);
        }
    }

    private static @Nullable AttributeValue part(AttributeValue value, PathTree<Boolean> paths) {
        if (paths.leaf() != null) {
            return value;
        }
        boolean indexes = paths.children().keySet().iterator().next() instanceof Path.Step.Index;
        if (value instanceof AttributeValue.M(var values) && !indexes) {
            Map<String, AttributeValue> part = part(values, paths);
            return part.isEmpty() ? null : new AttributeValue.M(Collections.unmodifiableMap(part));
        }
        if (value instanceof AttributeValue.L(var values) && indexes) {
            List<AttributeValue> part = part(values, paths);
            return part.isEmpty() ? null : new AttributeValue.L(Collections.unmodifiableList(part));
        }
        return null;
    }

    private static List<AttributeValue> part(List<AttributeValue> values, PathTree<Boolean> paths) {
        List<Path.Step.Index> indexes = new ArrayList<>();
        paths.children().keySet().forEach(step -> indexes.add((Path.Step.Index) step));
        indexes.sort(Comparator.comparingInt(Path.Step.Index::index));
        List<AttributeValue> part = new ArrayList<>();
        for (Path.Step.Index index : indexes) {
            PathTree<Boolean> child = paths.children().get(index);
            if (index.index() < values.size() && child != null) {
                AttributeValue wanted = part(values.get(index.index()), child);
                if (wanted != null) {
                    part.add(wanted);
                }
            }
        }
        return part;
    }
}
