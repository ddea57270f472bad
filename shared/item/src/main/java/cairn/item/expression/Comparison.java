package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.Decimal;
import cairn.item.Utf8;

import org.jspecify.annotations.Nullable;

import java.util.OptionalInt;

/// The comparison operators.
public enum Comparison {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    NOT_GREATER("<="),
    GREATER(">"),
    NOT_LESS(">=");

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    static Comparison of(String symbol) {
        for (Comparison comparison : values()) {
            if (comparison.symbol.equals(symbol)) {
                return comparison;
            }
        }
        throw new IllegalArgumentException(symbol);
    }

    /// Whether it needs an order, which only strings, numbers and binaries have.
    boolean ordered() {
        return this != EQUAL && this != NOT_EQUAL;
    }

    boolean holds(@Nullable AttributeValue left, @Nullable AttributeValue right) {
        if (left == null || right == null) {
            return this == NOT_EQUAL;
        }
        return switch (this) {
            case EQUAL -> left.equals(right);
            case NOT_EQUAL -> !left.equals(right);
            case LESS -> order(left, right).orElse(0) < 0;
            case GREATER -> order(left, right).orElse(0) > 0;
            case NOT_GREATER -> order(left, right).orElse(1) <= 0;
            case NOT_LESS -> order(left, right).orElse(-1) >= 0;
        };
    }

    /// Absent for values that have no order among each other.
    public static OptionalInt order(AttributeValue left, AttributeValue right) {
        if (left instanceof AttributeValue.N(Decimal a)
                && right instanceof AttributeValue.N(Decimal b)) {
            return OptionalInt.of(a.compareTo(b));
        }
        if (left instanceof AttributeValue.S(String a)
                && right instanceof AttributeValue.S(String b)) {
            return OptionalInt.of(Utf8.ORDER.compare(a, b));
        }
        if (left instanceof AttributeValue.B a && right instanceof AttributeValue.B b) {
            return OptionalInt.of(a.value().compareTo(b.value()));
        }
        return OptionalInt.empty();
    }
}
