package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.Item;
import cairn.item.Message;
import cairn.item.expression.Update.Action;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Applies the actions of one update to one item: copies the containers on their paths, shares the
/// rest. Used once.
///
/// Stops as soon as the values it put are too large for an item. So the item's size bounds the
/// work, however often an expression repeats a large operand.
final class UpdateApplication {
    private final Item old;
    private final Message mismatch;
    private long putBytes;

    /// @param mismatch how it is said that ADD or DELETE finds a value of another type
    UpdateApplication(Item old, Message mismatch) {
        this.old = old;
        this.mismatch = mismatch;
    }

    Item apply(PathTree<Action> actions) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>(old.attributes());
        applyToMap(attributes, actions, 0);
        return Item.of(attributes);
    }

    /// @param depth levels around the map
    private void applyToMap(
            Map<String, AttributeValue> values, PathTree<Action> actions, int depth) {
        actions.children()
                .forEach(
                        (step, child) -> {
                            String name = step.toString();
                            AttributeValue updated = updated(values.get(name), child, depth);
                            if (updated == null) {
                                values.remove(name);
                            } else {
                                values.put(name, updated);
                            }
                        });
    }

    /// The value that replaces `there`; null to remove it.
    private @Nullable AttributeValue updated(
            @Nullable AttributeValue there, PathTree<Action> actions, int depth) {
        Action action = actions.leaf();
        if (action == null) {
            return inside(there, actions, depth + 1);
        }
        AttributeValue updated =
                switch (action) {
                    case Action.Set(Update.Value value) -> Update.evaluate(value, old);
                    case Action.Remove remove -> null;
                    case Action.Add(AttributeValue value) -> Update.added(there, value, mismatch);
                    case Action.Delete(AttributeValue value) ->
                            Update.deleted(there, value, mismatch);
                };
        if (updated != null) {
            putBytes += updated.sizeBytes();
            if (putBytes > Item.BYTES_MAX) {
                throw Message.UPDATED_ITEM_SIZE.refused();
            }
            if (depth > 0 && depth + updated.levels() > AttributeValue.NESTING_MAX) {
                throw Message.NESTING.refused();
            }
        }
        return updated;
    }

    private AttributeValue inside(
            @Nullable AttributeValue there, PathTree<Action> actions, int depth) {
        boolean indexes = actions.children().keySet().iterator().next() instanceof Path.Step.Index;
        if (there instanceof AttributeValue.M(var values) && !indexes) {
            Map<String, AttributeValue> updated = new LinkedHashMap<>(values);
            applyToMap(updated, actions, depth);
            return new AttributeValue.M(Collections.unmodifiableMap(updated));
        }
        if (there instanceof AttributeValue.L(var values) && indexes) {
            return new AttributeValue.L(list(values, actions, depth));
        }
        throw Message.UPDATE_PATH.refused();
    }

    /// Elements keep their old indexes during the update. Elements set past the end are appended in
    /// the order of their indexes; removed ones leave no gap.
    private List<AttributeValue> list(
            List<AttributeValue> values, PathTree<Action> actions, int depth) {
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
                updated.set(step.index(), updated(values.get(step.index()), child, depth));
            } else {
                AttributeValue appended = updated(null, child, depth);
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
