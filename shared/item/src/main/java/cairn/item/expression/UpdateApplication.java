package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.Item;
import cairn.item.Text;
import cairn.item.expression.Update.Action;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Applies the actions of one update to one item: rebuilds what lies on their paths, shares the
/// rest. Used once.
final class UpdateApplication {
    private final Item old;
    private final List<Path> places;

    /// @param places where it notes what it set, in the new item
    UpdateApplication(Item old, List<Path> places) {
        this.old = old;
        this.places = places;
    }

    Item apply(PathTree<Action> actions) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>(old.attributes());
        applyToMap(attributes, actions, List.of());
        return Item.of(attributes);
    }

    private static List<Path.Step> longer(List<Path.Step> path, Path.Step step) {
        List<Path.Step> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private void applyToMap(
            Map<String, AttributeValue> values, PathTree<Action> actions, List<Path.Step> at) {
        actions.children()
                .forEach(
                        (step, child) -> {
                            String name = step.toString();
                            AttributeValue updated =
                                    updated(values.get(name), child, longer(at, step));
                            if (updated == null) {
                                values.remove(name);
                            } else {
                                values.put(name, updated);
                            }
                        });
    }

    /// The value that comes to stand at `at`; null if none.
    private @Nullable AttributeValue updated(
            @Nullable AttributeValue there, PathTree<Action> actions, List<Path.Step> at) {
        Action action = actions.leaf();
        if (action == null) {
            return inside(there, actions, at);
        }
        AttributeValue updated =
                switch (action) {
                    case Action.Set(Update.Value value) -> Update.evaluate(value, old);
                    case Action.Remove remove -> null;
                    case Action.Add(AttributeValue value) -> Update.added(there, value);
                    case Action.Delete(AttributeValue value) -> Update.deleted(there, value);
                };
        if (updated != null) {
            if (at.size() > 1 && at.size() - 1 + updated.levels() > AttributeValue.NESTING_MAX) {
                throw Text.NESTING.refused();
            }
            places.add(new Path(at));
        }
        return updated;
    }

    private AttributeValue inside(
            @Nullable AttributeValue there, PathTree<Action> actions, List<Path.Step> at) {
        boolean indexes = actions.children().keySet().iterator().next() instanceof Path.Step.Index;
        if (there instanceof AttributeValue.M(var values) && !indexes) {
            Map<String, AttributeValue> updated = new LinkedHashMap<>(values);
            applyToMap(updated, actions, at);
            return new AttributeValue.M(Collections.unmodifiableMap(updated));
        }
        if (there instanceof AttributeValue.L(var values) && indexes) {
            return new AttributeValue.L(list(values, actions, at));
        }
        throw Text.UPDATE_PATH.refused();
    }

    /// Elements keep their old indexes while they are changed; what is set past the end is appended
    /// in the order of its indexes, what is removed leaves no gap.
    private List<AttributeValue> list(
            List<AttributeValue> values, PathTree<Action> actions, List<Path.Step> at) {
        List<Path.Step.Index> indexes = new ArrayList<>();
        actions.children().keySet().forEach(step -> indexes.add((Path.Step.Index) step));
        indexes.sort(Comparator.comparingInt(Path.Step.Index::index));
        List<@Nullable AttributeValue> updated = new ArrayList<>(values);
        for (Path.Step.Index step : indexes) {
            PathTree<Action> child = actions.children().get(step);
            if (child == null) {
                throw new IllegalStateException("a key without value");
            }
            boolean inList = step.index() < values.size();
            if (inList) {
                updated.set(
                        step.index(), updated(values.get(step.index()), child, longer(at, step)));
            } else {
                Path.Step end = new Path.Step.Index(updated.size());
                AttributeValue appended = updated(null, child, longer(at, end));
                if (appended != null) {
                    updated.add(appended);
                }
            }
        }
        List<AttributeValue> left = new ArrayList<>(updated.size());
        for (AttributeValue value : updated) {
            if (value != null) {
                left.add(value);
            }
        }
        return Collections.unmodifiableList(left);
    }
}
