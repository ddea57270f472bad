package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.KeyRange;
import cairn.item.KeyRange.SortCondition;
import cairn.item.KeySchema;
import cairn.item.Message;
import cairn.item.expression.syntax.Syntax;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// A query's condition on keys. Immutable.
public final class KeyCondition {
    /// One condition on one attribute.
    ///
    /// @param operator a comparison's symbol, `BETWEEN` or `begins_with`
    /// @param values one, or the two bounds
    public record Clause(String name, String operator, List<AttributeValue> values) {}

    private final List<Clause> clauses;

    private KeyCondition(List<Clause> clauses) {
        this.clauses = clauses;
    }

    /// A key condition of these clauses, one per attribute.
    public static KeyCondition of(List<Clause> clauses) {
        return new KeyCondition(List.copyOf(clauses));
    }

    /// Resolves a parsed key condition with the values of its placeholders.
    ///
    /// @throws cairn.item.Refused it has a form that key conditions do not allow
    public static KeyCondition resolve(Syntax syntax, Placeholders placeholders) {
        return of(new KeyConditionResolver(placeholders).clauses(syntax));
    }

    /// The keys that match in a table.
    ///
    /// @param partition the partition key's value
    public record Match(AttributeValue partition, Optional<SortCondition> sort) {
        /// The storage keys that match.
        public KeyRange range() {
            return sort.map(condition -> KeyRange.ofSort(partition, condition))
                    .orElseGet(() -> KeyRange.ofPartition(partition));
        }

        /// Whether at most one item can match.
        public boolean onlyOne() {
            return sort.isPresent() && sort.get() instanceof SortCondition.Equal;
        }
    }

    /// Applies it to a table's keys.
    ///
    /// @throws cairn.item.Refused a key attribute is missing, or has a wrong condition or type
    public Match against(KeySchema schema) {
        if (clauses.size() > schema.size()) {
            if (clauses.size() > 2) {
                throw Message.CONDITION_COUNT.refused(clauses.size(), schema.size());
            }
            if (clause(schema.partition().name()) != null) {
                throw Message.CONDITION_NOT_SUPPORTED.refused();
            }
        }
        Clause partition = clause(schema.partition().name());
        if (partition == null) {
            throw Message.CONDITION_MISSES_KEY.refused(schema.partition().name());
        }
        AttributeValue hash = checked(schema.partition(), partition, true).getFirst();
        if (!partition.operator.equals("=")) {
            throw Message.CONDITION_NOT_SUPPORTED.refused();
        }
        if (clauses.size() == 1) {
            return new Match(hash, Optional.empty());
        }
        KeySchema.Attribute sort =
                schema.sort().orElseThrow(() -> Message.CONDITION_NOT_SUPPORTED.refused());
        Clause clause = clause(sort.name());
        if (clause == null) {
            throw Message.CONDITION_MISSES_KEY.refused(sort.name());
        }
        return new Match(hash, Optional.of(sort(clause, checked(sort, clause, false))));
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
            case "begins_with" -> new SortCondition.BeginsWith(value);
            default -> throw new IllegalArgumentException(clause.operator);
        };
    }
}
