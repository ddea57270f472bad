package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.Decimal;
import cairn.item.Item;
import cairn.item.KeySchema;
import cairn.item.Text;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// An update expression, ready to be applied. Immutable.
public final class Update {
    /// What is to be done at one place.
    sealed interface Action {
        record Set(Value value) implements Action {}

        record Remove() implements Action {}

        record Add(AttributeValue value) implements Action {}

        record Delete(AttributeValue value) implements Action {}
    }

    /// The right-hand side of SET.
    sealed interface Value {
        record Constant(AttributeValue value) implements Value {}

        record Attribute(Path path) implements Value {}

        record IfNotExists(Path path, Value otherwise) implements Value {}

        record Append(Value left, Value right) implements Value {}

        record Sum(Value left, Value right, boolean minus) implements Value {}
    }

    /// An updated item, and the places that the update named.
    ///
    /// @param places in the new item: where appended elements came to lie
    public record Result(Item item, List<Path> namedPlaces, List<Path> places) {
        /// For ReturnValues UPDATED_OLD.
        public Item updatedOld(Item old) {
            return Projection.to(namedPlaces).of(old);
        }

        /// For ReturnValues UPDATED_NEW.
        public Item updatedNew() {
            return Projection.to(places).of(item);
        }
    }

    private final PathTree<Action> actions;
    private final List<Path> paths;
    private final List<Path> sources;

    /// @param paths what is updated, in written order
    /// @param sources other paths, whose values are taken
    Update(PathTree<Action> actions, List<Path> paths, List<Path> sources) {
        this.actions = actions;
        this.paths = paths;
        this.sources = sources;
    }

    /// An update as written, with what its placeholders stand for.
    ///
    /// @throws cairn.item.Refused an operand of a wrong type, paths that overlap
    public static Update resolve(Syntax.Clauses syntax, Placeholders placeholders) {
        return new UpdateResolver(placeholders).update(syntax);
    }

    /// Refuses an update of key attributes, and paths into them.
    ///
    /// @throws cairn.item.Refused there is one
    public void checkAgainst(KeySchema schema) {
        for (String name : schema.names()) {
            if (paths.stream().anyMatch(path -> path.attribute().equals(name))) {
                throw Text.UPDATES_KEY.refused(name);
            }
        }
        for (String name : schema.names()) {
            if (sources.stream().anyMatch(path -> path.isInside(name))) {
                throw Text.KEY_PATH_NOT_SCALAR.refused(name);
            }
        }
    }

    /// Applies it; every right-hand side sees the item as it was.
    ///
    /// @param item the item, or one of its key alone if there is none
    /// @throws cairn.item.Refused the item is not such that it can be applied
    public Result apply(Item item) {
        List<Path> places = new ArrayList<>();
        Item updated = new UpdateApplication(item, places).apply(actions);
        return new Result(updated, paths, List.copyOf(places));
    }

    /// The value of a right-hand side on the old item.
    static AttributeValue evaluate(Value value, Item old) {
        return switch (value) {
            case Value.Constant(AttributeValue constant) -> constant;
            case Value.Attribute(Path path) -> {
                AttributeValue found = path.in(old);
                if (found == null) {
                    throw Text.UPDATE_OPERAND_MISSING.refused();
                }
                yield found;
            }
            case Value.IfNotExists(Path path, Value otherwise) -> {
                AttributeValue found = path.in(old);
                yield found != null ? found : evaluate(otherwise, old);
            }
            case Value.Append(Value left, Value right) -> {
                if (evaluate(left, old) instanceof AttributeValue.L(var first)
                        && evaluate(right, old) instanceof AttributeValue.L(var second)) {
                    List<AttributeValue> all = new ArrayList<>(first);
                    all.addAll(second);
                    yield new AttributeValue.L(Collections.unmodifiableList(all));
                }
                throw Text.UPDATE_OPERAND_TYPE.refused();
            }
            case Value.Sum(Value left, Value right, boolean minus) -> {
                if (evaluate(left, old) instanceof AttributeValue.N(Decimal a)
                        && evaluate(right, old) instanceof AttributeValue.N(Decimal b)) {
                    yield new AttributeValue.N(minus ? a.minus(b) : a.plus(b));
                }
                throw Text.UPDATE_OPERAND_TYPE.refused();
            }
        };
    }

    /// What ADD makes of the value that is there.
    static AttributeValue added(@Nullable AttributeValue there, AttributeValue value) {
        if (there == null) {
            return value;
        }
        return switch (value) {
            case AttributeValue.N(Decimal b) when there instanceof AttributeValue.N(Decimal a) ->
                    new AttributeValue.N(a.plus(b));
            case AttributeValue.Ss(var more) when there instanceof AttributeValue.Ss(var set) ->
                    new AttributeValue.Ss(union(set, more));
            case AttributeValue.Ns(var more) when there instanceof AttributeValue.Ns(var set) ->
                    new AttributeValue.Ns(union(set, more));
            case AttributeValue.Bs(var more) when there instanceof AttributeValue.Bs(var set) ->
                    new AttributeValue.Bs(union(set, more));
            default -> throw Text.UPDATE_OPERAND_TYPE.refused();
        };
    }

    private static <T> Set<T> union(Set<T> set, Set<T> more) {
        Set<T> all = new LinkedHashSet<>(set);
        all.addAll(more);
        return Collections.unmodifiableSet(all);
    }

    /// What DELETE leaves of the value that is there; null if nothing.
    static @Nullable AttributeValue deleted(@Nullable AttributeValue there, AttributeValue value) {
        if (there == null) {
            return null;
        }
        return switch (value) {
            case AttributeValue.Ss(var less) when there instanceof AttributeValue.Ss(var set) -> {
                Set<String> rest = difference(set, less);
                yield rest.isEmpty() ? null : new AttributeValue.Ss(rest);
            }
            case AttributeValue.Ns(var less) when there instanceof AttributeValue.Ns(var set) -> {
                Set<Decimal> rest = difference(set, less);
                yield rest.isEmpty() ? null : new AttributeValue.Ns(rest);
            }
            case AttributeValue.Bs(var less) when there instanceof AttributeValue.Bs(var set) -> {
                var rest = difference(set, less);
                yield rest.isEmpty() ? null : new AttributeValue.Bs(rest);
            }
            default -> throw Text.UPDATE_OPERAND_TYPE.refused();
        };
    }

    private static <T> Set<T> difference(Set<T> set, Set<T> less) {
        Set<T> rest = new LinkedHashSet<>(set);
        rest.removeAll(less);
        return Collections.unmodifiableSet(rest);
    }
}
