package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.Decimal;
import cairn.item.Item;
import cairn.item.KeySchema;
import cairn.item.Message;
import cairn.item.expression.syntax.Kind;
import cairn.item.expression.syntax.Syntax;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// An update, ready to be applied. Immutable.
public final class Update {
    /// A change at one place.
    public sealed interface Action {
        record Set(Value value) implements Action {}

        record Remove() implements Action {}

        record Add(AttributeValue value) implements Action {}

        record Delete(AttributeValue value) implements Action {}
    }

    /// The right-hand side of SET.
    public sealed interface Value {
        record Constant(AttributeValue value) implements Value {}

        record Attribute(Path path) implements Value {}

        record IfNotExists(Path path, Value otherwise) implements Value {}

        record Append(Value left, Value right) implements Value {}

        record Sum(Value left, Value right, boolean minus) implements Value {}
    }

    /// An updated item, and the paths that the update named.
    public record Result(Item item, List<Path> places) {
        /// For ReturnValues UPDATED_OLD.
        public Item updatedOld(Item old) {
            return Projection.to(places).of(old);
        }

        /// For ReturnValues UPDATED_NEW: the present values at the named paths. An element set past
        /// the end of its list has another index and is not shown. Where an element was removed,
        /// the one that moved up is shown (observed).
        public Item updatedNew() {
            return Projection.to(places).of(item);
        }
    }

    private final PathTree<Action> actions;
    private final List<Path> paths;
    private final List<Path> sources;
    private final boolean creates;
    private final List<Placed> placed;
    private final Message mismatch;

    /// @param mismatch how it is said that ADD or DELETE finds a value of another type
    private Update(
            PathTree<Action> actions,
            List<Placed> placed,
            List<Path> sources,
            boolean creates,
            Message mismatch) {
        this.actions = actions;
        this.placed = List.copyOf(placed);
        this.paths = placed.stream().map(Placed::path).toList();
        this.sources = sources;
        this.creates = creates;
        this.mismatch = mismatch;
    }

    /// An action and its path.
    public record Placed(Path path, Action action) {}

    /// An update by these actions, in written order.
    ///
    /// @throws cairn.item.Refused paths overlap
    public static Update of(List<Placed> actions) {
        return of(actions, Message.UPDATE_OPERAND_TYPE);
    }

    /// An update by AttributeUpdates: the same, with words of its own for an attribute that has
    /// another type than ADD or DELETE want (docs/dynamodb.md#legacy-parameters).
    public static Update ofAttributes(List<Placed> actions) {
        return of(actions, Message.ATTRIBUTE_UPDATE_TYPE);
    }

    private static Update of(List<Placed> actions, Message mismatch) {
        PathTree<Action> tree = PathTree.empty();
        List<Path> sources = new ArrayList<>();
        boolean creates = false;
        for (Placed placed : actions) {
            tree.add(Kind.UPDATE, placed.path, placed.action);
            if (placed.action instanceof Action.Set(Value value)) {
                addSources(value, sources);
            }
            creates |= placed.action instanceof Action.Set || placed.action instanceof Action.Add;
        }
        return new Update(tree, actions, List.copyOf(sources), creates, mismatch);
    }

    private static void addSources(Value value, List<Path> into) {
        switch (value) {
            case Value.Constant constant -> {}
            case Value.Attribute(Path path) -> into.add(path);
            case Value.IfNotExists(Path path, Value otherwise) -> {
                into.add(path);
                addSources(otherwise, into);
            }
            case Value.Append(Value left, Value right) -> {
                addSources(left, into);
                addSources(right, into);
            }
            case Value.Sum(Value left, Value right, boolean minus) -> {
                addSources(left, into);
                addSources(right, into);
            }
        }
    }

    /// Whether it creates a missing item. One that only removes does not (observed).
    public boolean creates() {
        return creates;
    }

    /// An update as written, with its placeholders replaced.
    ///
    /// @throws cairn.item.Refused an operand of a wrong type, paths that overlap
    public static Update resolve(Syntax.Clauses syntax, Placeholders placeholders) {
        return new UpdateResolver(placeholders).update(syntax);
    }

    /// Refuses an update of key attributes.
    ///
    /// @throws cairn.item.Refused a path names a key attribute or leads into one
    public void checkAgainst(KeySchema schema) {
        for (String name : schema.names()) {
            if (paths.stream().anyMatch(path -> path.attribute().equals(name))) {
                throw Message.UPDATES_KEY.refused(name);
            }
        }
    }

    /// Its actions, in written order.
    public List<Placed> actions() {
        return placed;
    }

    /// All paths that it names, to write or to read.
    public void paths(List<Path> into) {
        into.addAll(paths);
        into.addAll(sources);
    }

    /// Applies it; every right-hand side sees the old item.
    ///
    /// @param item the item; if it does not exist, one with its key attributes only
    /// @throws cairn.item.Refused the item is not such that it can be applied
    public Result apply(Item item) {
        return new Result(new UpdateApplication(item, mismatch).apply(actions), paths);
    }

    /// The value of a right-hand side on the old item.
    static AttributeValue evaluate(Value value, Item old) {
        return switch (value) {
            case Value.Constant(AttributeValue constant) -> constant;
            case Value.Attribute(Path path) -> {
                AttributeValue found = path.in(old);
                if (found == null) {
                    throw Message.UPDATE_OPERAND_MISSING.refused();
                }
                yield found;
            }
            case Value.IfNotExists(Path path, Value otherwise) -> {
                AttributeValue found = path.in(old);
                yield found != null ? found : evaluate(otherwise, old);
            }
            case Value.Append append -> {
                List<AttributeValue> all = new ArrayList<>();
                gather(append, old, all);
                yield new AttributeValue.L(Collections.unmodifiableList(all));
            }
            case Value.Sum(Value left, Value right, boolean minus) -> {
                if (evaluate(left, old) instanceof AttributeValue.N(Decimal a)
                        && evaluate(right, old) instanceof AttributeValue.N(Decimal b)) {
                    yield new AttributeValue.N(minus ? a.minus(b) : a.plus(b));
                }
                throw Message.UPDATE_OPERAND_TYPE.refused();
            }
        };
    }

    /// Adds the elements of a list to `all`: copies each once, however deeply calls are nested.
    private static void gather(Value list, Item old, List<AttributeValue> all) {
        switch (list) {
            case Value.Append(Value left, Value right) -> {
                gather(left, old, all);
                gather(right, old, all);
            }
            case Value.IfNotExists(Path path, Value otherwise) when path.in(old) == null ->
                    gather(otherwise, old, all);
            default -> {
                if (!(evaluate(list, old) instanceof AttributeValue.L(var elements))) {
                    throw Message.UPDATE_OPERAND_TYPE.refused();
                }
                // Each element has at least one byte.
                if (all.size() + elements.size() > Item.BYTES_MAX) {
                    throw Message.UPDATED_ITEM_SIZE.refused();
                }
                all.addAll(elements);
            }
        }
    }

    /// The result of ADD to an existing value. Only AttributeUpdates have ADD with a list.
    static AttributeValue added(
            @Nullable AttributeValue there, AttributeValue value, Message mismatch) {
        if (there == null) {
            return value;
        }
        return switch (value) {
            case AttributeValue.N(Decimal b) when there instanceof AttributeValue.N(Decimal a) ->
                    new AttributeValue.N(a.plus(b));
            case AttributeValue.Ss(var more) when there instanceof AttributeValue.Ss(var set) ->
                    AttributeValue.Ss.of(union(set, more));
            case AttributeValue.Ns(var more) when there instanceof AttributeValue.Ns(var set) ->
                    AttributeValue.Ns.of(union(set, more));
            case AttributeValue.Bs(var more) when there instanceof AttributeValue.Bs(var set) ->
                    AttributeValue.Bs.of(union(set, more));
            case AttributeValue.L(var more) when there instanceof AttributeValue.L(var list) ->
                    new AttributeValue.L(Collections.unmodifiableList(union(list, more)));
            default -> throw mismatch.refused();
        };
    }

    private static <T> List<T> union(Collection<T> values, Collection<T> more) {
        List<T> all = new ArrayList<>(values.size() + more.size());
        all.addAll(values);
        all.addAll(more);
        return all;
    }

    /// The rest of a value after DELETE; null if nothing is left.
    static @Nullable AttributeValue deleted(
            @Nullable AttributeValue there, AttributeValue value, Message mismatch) {
        if (there == null) {
            return null;
        }
        AttributeValue rest =
                switch (value) {
                    case AttributeValue.Ss(var less)
                            when there instanceof AttributeValue.Ss(var set) ->
                            AttributeValue.Ss.of(difference(set, less));
                    case AttributeValue.Ns(var less)
                            when there instanceof AttributeValue.Ns(var set) ->
                            AttributeValue.Ns.of(difference(set, less));
                    case AttributeValue.Bs(var less)
                            when there instanceof AttributeValue.Bs(var set) ->
                            AttributeValue.Bs.of(difference(set, less));
                    default -> throw mismatch.refused();
                };
        return isEmptySet(rest) ? null : rest;
    }

    private static boolean isEmptySet(AttributeValue set) {
        return switch (set) {
            case AttributeValue.Ss(var values) -> values.isEmpty();
            case AttributeValue.Ns(var values) -> values.isEmpty();
            case AttributeValue.Bs(var values) -> values.isEmpty();
            default -> false;
        };
    }

    private static <T> List<T> difference(Set<T> set, Set<T> less) {
        return set.stream().filter(member -> !less.contains(member)).toList();
    }
}
