package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.KeyRange;
import cairn.item.KeyRange.SortCondition;
import cairn.item.KeySchema;
import cairn.item.Message;
import cairn.item.QueryKeys;
import cairn.item.Refused;
import cairn.item.expression.syntax.Syntax;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A query's conditions on keys. Immutable.
public final class KeyCondition {
    /// One condition on one attribute.
    ///
    /// @param operator a comparison's symbol, `BETWEEN`, `begins_with`, or `BEGINS_WITH`, whose
    ///   text may not be empty (unverified); any other is refused
    /// @param values one, or the two bounds
    public record Clause(String name, String operator, List<AttributeValue> values) {
        boolean isEquality() {
            return operator.equals("=");
        }
    }

    private static final Set<String> INDEXABLE =
            Set.of("=", "<", "<=", ">", ">=", "BETWEEN", "begins_with", "BEGINS_WITH");

    private final List<Clause> clauses;

    private KeyCondition(List<Clause> clauses) {
        this.clauses = clauses;
    }

    /// A key condition of these clauses, one per attribute.
    public static KeyCondition of(List<Clause> clauses) {
        return new KeyCondition(List.copyOf(clauses));
    }

    /// A key condition as written, with its placeholders replaced.
    ///
    /// @throws cairn.item.Refused it has a form that key conditions do not allow
    public static KeyCondition resolve(Syntax syntax, Placeholders placeholders) {
        return of(new KeyConditionResolver(placeholders).clauses(syntax));
    }

    /// A key condition as fitted to the keys of a table or an index.
    ///
    /// @param hash values of the hash attributes
    /// @param equal values of the range attributes that are asked for by equality, from the first
    /// @param next what is asked of the range attribute behind those; of the last one, if it is
    ///   asked for by equality too
    /// @param range the storage keys that match
    public record Match(
            List<AttributeValue> hash,
            List<AttributeValue> equal,
            Optional<SortCondition> next,
            KeyRange range) {
        /// Whether a range attribute is asked for.
        public boolean limitsRange() {
            return next.isPresent();
        }

        /// Whether at most one item of a table can match: its whole key is asked for by equality.
        public boolean isOfOneItem() {
            return next.isPresent()
                    && next.get() instanceof SortCondition.Equal
                    && range.equals(KeyRange.ofSort(hash.getFirst(), next.get()));
        }
    }

    /// Fits it to the keys of a table or an index.
    ///
    /// @throws cairn.item.Refused a key attribute is missing, or has a wrong condition or type
    public Match against(QueryKeys keys) {
        checkCount(keys);
        List<AttributeValue> hash = new ArrayList<>();
        for (KeySchema.Attribute attribute : keys.hash()) {
            Clause clause = clause(attribute.name());
            if (clause == null) {
                throw Message.CONDITION_MISSES_KEY.refused(attribute.name());
            }
            hash.add(checked(attribute, clause, true).getFirst());
            if (!clause.isEquality()) {
                throw Message.CONDITION_NOT_SUPPORTED.refused();
            }
        }
        List<Clause> sorting = sorting(keys, clauses.size() - hash.size());
        List<AttributeValue> equal = new ArrayList<>();
        Optional<SortCondition> next = Optional.empty();
        for (int i = 0; i < sorting.size(); i++) {
            Clause clause = sorting.get(i);
            List<AttributeValue> values = checked(keys.range().get(i), clause, false);
            if (i < sorting.size() - 1) {
                equal.add(values.getFirst());
            } else {
                next = Optional.of(sort(clause, values));
            }
        }
        return new Match(hash, equal, next, keys.rangeOf(hash, equal, next));
    }

    private void checkCount(QueryKeys keys) {
        int attributes = keys.hash().size() + keys.range().size();
        if (clauses.size() <= attributes) {
            return;
        }
        if (clauses.size() > 2) {
            throw Message.CONDITION_COUNT.refused(clauses.size(), attributes);
        }
        if (clause(keys.hash().getFirst().name()) != null) {
            throw Message.CONDITION_NOT_SUPPORTED.refused();
        }
    }

    /// The clauses on range attributes, from the first without a gap; all but the last one by
    /// equality.
    private List<Clause> sorting(QueryKeys keys, int count) {
        List<KeySchema.Attribute> range = keys.range();
        List<Clause> sorting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i == range.size()) {
                throw Message.CONDITION_NOT_SUPPORTED.refused();
            }
            Clause clause = clause(range.get(i).name());
            boolean last = i == count - 1;
            if (clause == null || !last && !clause.isEquality()) {
                throw notFromTheLeft(range, i);
            }
            sorting.add(clause);
        }
        return sorting;
    }

    /// Range attribute `index` has no equality, though there are more clauses.
    private Refused notFromTheLeft(List<KeySchema.Attribute> range, int index) {
        for (KeySchema.Attribute later : range.subList(index + 1, range.size())) {
            if (clause(later.name()) != null) {
                return Message.CONDITION_EQUALITY_MISSING.refused(
                        range.get(index).name(), later.name());
            }
        }
        int missing = clause(range.get(index).name()) == null ? index : index + 1;
        return missing < range.size()
                ? Message.CONDITION_MISSES_KEY.refused(range.get(missing).name())
                : Message.CONDITION_NOT_SUPPORTED.refused();
    }

    private @Nullable Clause clause(String name) {
        for (Clause clause : clauses) {
            if (clause.name.equals(name)) {
                return clause;
            }
        }
        return null;
    }

    private static List<AttributeValue> checked(
            KeySchema.Attribute attribute, Clause clause, boolean hash) {
        if (!INDEXABLE.contains(clause.operator)) {
            throw Message.CONDITION_NOT_INDEXABLE.refused();
        }
        for (AttributeValue value : clause.values) {
            if (!value.type().equals(attribute.type().name())) {
                throw Message.CONDITION_TYPE.refused();
            }
            boolean prefix = clause.operator.equals("begins_with");
            if (!prefix || value.sizeBytes() > 0) {
                KeySchema.checkValue(attribute, value, hash);
            }
        }
        return clause.values;
    }

    private static SortCondition sort(Clause clause, List<AttributeValue> values) {
        AttributeValue value = values.getFirst();
        return switch (clause.operator) {
            case "=" -> new SortCondition.Equal(value);
            case "<" -> new SortCondition.Less(value);
            case "<=" -> new SortCondition.LessOrEqual(value);
            case ">" -> new SortCondition.Greater(value);
            case ">=" -> new SortCondition.GreaterOrEqual(value);
            case "BETWEEN" -> new SortCondition.Between(value, values.getLast());
            case "begins_with", "BEGINS_WITH" -> new SortCondition.BeginsWith(value);
            default -> throw new IllegalArgumentException(clause.operator);
        };
    }
}
