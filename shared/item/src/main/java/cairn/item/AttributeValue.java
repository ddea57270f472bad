package cairn.item;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An attribute value. Immutable; equality is deep, exact for numbers and blind to the order of
/// sets.
public sealed interface AttributeValue {
    /// Levels of lists and maps within each other that an item may have.
    int NESTING_MAX = 32;

    record S(String value) implements AttributeValue {}

    record N(Decimal value) implements AttributeValue {}

    record B(Binary value) implements AttributeValue {}

    record Bool(boolean value) implements AttributeValue {}

    record Null() implements AttributeValue {}

    record Ss(Set<String> values) implements AttributeValue {}

    record Ns(Set<Decimal> values) implements AttributeValue {}

    record Bs(Set<Binary> values) implements AttributeValue {}

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

    /// DynamoDB's size in bytes (behaviours C4).
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

    /// Length of `text` in UTF-8, without making it.
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
