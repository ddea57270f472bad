package cairn.item;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An attribute value. Immutable; equality is deep and exact for numbers. Members of sets are
/// sorted: the order in which they came makes no difference.
public sealed interface AttributeValue {
    /// Levels that an attribute's value may have, including the innermost value: 31 lists or maps
    /// around a string are accepted, 32 are not (observed).
    int NESTING_MAX = 32;

    record S(String value) implements AttributeValue {}

    record N(Decimal value) implements AttributeValue {}

    record B(Binary value) implements AttributeValue {}

    record Bool(boolean value) implements AttributeValue {}

    record Null() implements AttributeValue {}

    /// Ordered by the members' UTF-8 bytes.
    record Ss(Set<String> values) implements AttributeValue {
        public Ss {
            values = SetMembers.of(values, Utf8.ORDER);
        }

        /// @param members duplicates are dropped
        public static Ss of(Collection<String> members) {
            return new Ss(SetMembers.of(members, Utf8.ORDER));
        }
    }

    /// Ordered by value.
    record Ns(Set<Decimal> values) implements AttributeValue {
        public Ns {
            values = SetMembers.of(values, Comparator.naturalOrder());
        }

        /// @param members duplicates are dropped
        public static Ns of(Collection<Decimal> members) {
            return new Ns(SetMembers.of(members, Comparator.naturalOrder()));
        }
    }

    /// Ordered by the members' bytes, unsigned.
    record Bs(Set<Binary> values) implements AttributeValue {
        public Bs {
            values = SetMembers.of(values, Comparator.naturalOrder());
        }

        /// @param members duplicates are dropped
        public static Bs of(Collection<Binary> members) {
            return new Bs(SetMembers.of(members, Comparator.naturalOrder()));
        }
    }

    record L(List<AttributeValue> values) implements AttributeValue {}

    record M(Map<String, AttributeValue> values) implements AttributeValue {}

    /// The type's name on the wire.
    default String type() {
        return switch (this) {
            case S s -> "S";
            case N n -> "N";
            case B b -> "B";
            case Bool bool -> "BOOL";
            case Null none -> "NULL";
            case Ss ss -> "SS";
            case Ns ns -> "NS";
            case Bs bs -> "BS";
            case L l -> "L";
            case M m -> "M";
        };
    }

    /// Levels of this value: 1 unless it is a list or a map.
    default int levels() {
        return switch (this) {
            case L(List<AttributeValue> values) -> 1 + deepest(values);
            case M(Map<String, AttributeValue> values) -> 1 + deepest(values.values());
            case S s -> 1;
            case N n -> 1;
            case B b -> 1;
            case Bool bool -> 1;
            case Null none -> 1;
            case Ss ss -> 1;
            case Ns ns -> 1;
            case Bs bs -> 1;
        };
    }

    private static int deepest(Collection<AttributeValue> values) {
        int deepest = 1;
        for (AttributeValue value : values) {
            deepest = Math.max(deepest, value.levels());
        }
        return deepest;
    }

    /// DynamoDB's size in bytes (docs/dynamodb.md#item-sizes).
    default int sizeBytes() {
        return switch (this) {
            case S(String value) -> utf8Length(value);
            case N(Decimal value) -> value.sizeBytes();
            case B(Binary value) -> value.length();
            case Bool bool -> 1;
            case Null none -> 1;
            case Ss(Set<String> values) ->
                    values.stream().mapToInt(AttributeValue::utf8Length).sum();
            case Ns(Set<Decimal> values) -> values.stream().mapToInt(Decimal::sizeBytes).sum();
            case Bs(Set<Binary> values) -> values.stream().mapToInt(Binary::length).sum();
            case L(List<AttributeValue> values) -> {
                int size = 3;
                for (AttributeValue value : values) {
                    size += 1 + value.sizeBytes();
                }
                yield size;
            }
            case M(Map<String, AttributeValue> values) -> {
                int size = 3;
                for (Map.Entry<String, AttributeValue> entry : values.entrySet()) {
                    size += 1 + utf8Length(entry.getKey()) + entry.getValue().sizeBytes();
                }
                yield size;
            }
        };
    }

    /// Length of `text` in UTF-8, computed without encoding it.
    static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return length;
    }
}
