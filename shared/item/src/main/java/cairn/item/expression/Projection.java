package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.Item;
import cairn.item.KeySchema;
import cairn.item.Message;
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
    private final PathTree<Boolean> paths;

    private Projection(PathTree<Boolean> paths) {
        this.paths = paths;
    }

    /// Resolves a parsed projection with the values of its placeholders.
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
        return new Projection(tree);
    }

    /// Refuses a path into a key attribute.
    ///
    /// @throws cairn.item.Refused a path leads into a key attribute
    public void checkAgainst(KeySchema schema) {
        for (String name : schema.names()) {
            PathTree<Boolean> child = paths.children().get(new Path.Step.Name(name));
            if (child != null && child.leaf() == null) {
                throw Message.KEY_PATH_NOT_SCALAR.refused(name);
            }
        }
    }

    /// The projected part of `item`; list elements move together and keep their order.
    public Item of(Item item) {
        Map<String, AttributeValue> part = part(item.attributes(), paths);
        return Item.of(part);
    }

    private static Map<String, AttributeValue> part(
            Map<String, AttributeValue> whole, PathTree<Boolean> paths) {
        Map<String, AttributeValue> part = new LinkedHashMap<>();
        paths.children()
                .forEach(
                        (step, child) -> {
                            AttributeValue value = whole.get(step.toString());
                            AttributeValue wanted = value == null ? null : part(value, child);
                            if (wanted != null) {
                                part.put(step.toString(), wanted);
                            }
                        });
        return part;
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
