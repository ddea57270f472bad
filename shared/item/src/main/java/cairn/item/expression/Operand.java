package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.Binary;
import cairn.item.Decimal;
import cairn.item.Item;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// An operand of a condition, which may have a value for an item. Immutable.
public sealed interface Operand {
    record Attribute(Path path) implements Operand {}

    record Constant(AttributeValue value) implements Operand {}

    record Size(Operand of) implements Operand {}

    default @Nullable AttributeValue in(Item item) {
        return switch (this) {
            case Attribute(Path path) -> path.in(item);
            case Constant(AttributeValue value) -> value;
            case Size(Operand of) -> {
                AttributeValue value = of.in(item);
                yield value == null ? null : size(value);
            }
        };
    }

    private static @Nullable AttributeValue size(AttributeValue value) {
        int size =
                switch (value) {
                    case AttributeValue.S(String text) -> text.length();
                    case AttributeValue.B(Binary bytes) -> bytes.length();
                    case AttributeValue.Ss(Set<String> values) -> values.size();
                    case AttributeValue.Ns(Set<Decimal> values) -> values.size();
                    case AttributeValue.Bs(Set<Binary> values) -> values.size();
                    case AttributeValue.L(List<AttributeValue> values) -> values.size();
                    case AttributeValue.M(Map<String, AttributeValue> values) -> values.size();
                    case AttributeValue.N n -> -1;
                    case AttributeValue.Bool bool -> -1;
                    case AttributeValue.Null none -> -1;
                };
        return size < 0 ? null : new AttributeValue.N(Decimal.of(size));
    }
}
