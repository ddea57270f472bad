package cairn.item.expression;

import cairn.item.Message;
import cairn.item.expression.syntax.Kind;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The paths of one expression as a tree; each leaf holds the payload of its path. No path is part
/// of another, and no place is used both as a list and as a map.
final class PathTree<T> {
    private final Map<Path.Step, PathTree<T>> children = new LinkedHashMap<>();
    private final Path first;
    private @Nullable T leaf;

    /// @param first the path that made this node, for messages
    private PathTree(Path first) {
        this.first = first;
    }

    static <T> PathTree<T> empty() {
        return new PathTree<>(new Path(List.of(new Path.Step.Name(""))));
    }

    /// Adds a path.
    ///
    /// @throws cairn.item.Refused it overlaps or conflicts with an earlier one
    void add(Kind kind, Path path, T what) {
        PathTree<T> node = this;
        for (Path.Step step : path.steps()) {
            if (node.leaf != null) {
                throw Message.PATHS_OVERLAP.refused(kind, node.first, path);
            }
            node.mustTake(kind, step, path);
            node = node.children.computeIfAbsent(step, s -> new PathTree<>(path));
        }
        if (node.leaf != null || !node.children.isEmpty()) {
            throw Message.PATHS_OVERLAP.refused(kind, node.first, path);
        }
        node.leaf = what;
    }

    /// The children of a node are all names or all indexes, so checking the first is enough.
    private void mustTake(Kind kind, Path.Step step, Path path) {
        if (!children.isEmpty()) {
            Map.Entry<Path.Step, PathTree<T>> rival = children.entrySet().iterator().next();
            if (!rival.getKey().getClass().equals(step.getClass())) {
                throw Message.PATHS_CONFLICT.refused(kind, rival.getValue().first, path);
            }
        }
    }

    @Nullable T leaf() {
        return leaf;
    }

    Map<Path.Step, PathTree<T>> children() {
        return children;
    }
}
