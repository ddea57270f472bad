package cairn.item;

import java.math.BigDecimal;
import java.math.BigInteger;

/// A number as DynamoDB keeps it: up to 38 significant digits, magnitude from 1E-130 to 9.99…E+125,
/// exact. Immutable; equal if the values are.
public final class Decimal implements Comparable<Decimal> {
    static final int DIGITS_MAX = 38;
    static final int EXPONENT_MAX = 125;
    static final int EXPONENT_MIN = -130;

    /// No number of zeros in a request can offset it; adding such a number to it never overflows.
    private static final int EXPONENT_ABSURD = 100_000_000;

    private final BigDecimal value;
    private final String text;

    private Decimal(BigDecimal value, String text) {
        this.value = value;
        this.text = text;
    }

    /// Reads a number as clients write it, `-12.5e3` for instance.
    ///
    /// @throws Refused not a number, too many digits, too large or too small
    public static Decimal parse(String text) {
        return isPlainInteger(text)
                ? new Decimal(BigDecimal.valueOf(Long.parseLong(text)).stripTrailingZeros(), text)
                : new Scan(text).decimal();
    }

    /// Whether the text is an integer in canonical form that fits into a long.
    private static boolean isPlainInteger(String text) {
        int length = text.length();
        int at = length > 0 && text.charAt(0) == '-' ? 1 : 0;
        if (length == at || length - at > 18) {
            return false;
        }
        if (text.charAt(at) == '0') {
            return length == 1;
        }
        for (; at < length; at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                return false;
            }
        }
        return true;
    }

    public static Decimal of(long value) {
        return of(BigDecimal.valueOf(value));
    }

    /// @throws Refused too many digits, too large or too small
    private static Decimal of(BigDecimal exact) {
        BigDecimal value = exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
        if (value.signum() != 0) {
            int exponent = value.precision() - value.scale() - 1;
            if (exponent > EXPONENT_MAX) {
                throw Message.NUMBER_OVERFLOW.refused();
            }
            if (exponent < EXPONENT_MIN) {
                throw Message.NUMBER_UNDERFLOW.refused();
            }
            if (value.precision() > DIGITS_MAX) {
                throw Message.NUMBER_DIGITS.refused();
            }
        }
        return new Decimal(value, value.toPlainString());
    }

    /// Splits a number's text before any arithmetic, so that even a long text costs little.
    private static final class Scan {
        private final String text;
        private final StringBuilder digits = new StringBuilder();
        private int at;
        private int exponent;

        Scan(String text) {
            this.text = text;
        }

        private Refused notANumber() {
            return text.isEmpty()
                    ? Message.EMPTY_NUMBER.refused()
                    : Message.NOT_A_NUMBER.refused(text);
        }

        private boolean take(char wanted) {
            if (at < text.length() && text.charAt(at) == wanted) {
                at++;
                return true;
            }
            return false;
        }

        private int digits() {
            int from = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                digits.append(text.charAt(at++));
            }
            return at - from;
        }

        Decimal decimal() {
            boolean negative = take('-');
            if (!negative) {
                take('+');
            }
            int count = digits();
            if (take('.')) {
                int fraction = digits();
                count += fraction;
                exponent -= fraction;
            }
            if (count == 0) {
                throw notANumber();
            }
            if (take('e') || take('E')) {
                exponent += exponent();
            }
            if (at != text.length()) {
                throw notANumber();
            }
            return of(negative);
        }

        private int exponent() {
            boolean negative = take('-');
            if (!negative) {
                take('+');
            }
            int from = at;
            int size = 0;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                size = Math.min(EXPONENT_ABSURD, size * 10 + text.charAt(at++) - '0');
            }
            if (at == from) {
                throw notANumber();
            }
            return negative ? -size : size;
        }

        private Decimal of(boolean negative) {
            int first = 0;
            while (first < digits.length() && digits.charAt(first) == '0') {
                first++;
            }
            int end = digits.length();
            while (end > first && digits.charAt(end - 1) == '0') {
                end--;
            }
            if (first == end) {
                if (exponent > EXPONENT_MAX) {
                    throw Message.NUMBER_OVERFLOW.refused();
                }
                return Decimal.of(BigDecimal.ZERO);
            }
            int zeros = digits.length() - end;
            int magnitude = exponent + zeros + end - first - 1;
            if (magnitude > EXPONENT_MAX) {
                throw Message.NUMBER_OVERFLOW.refused();
            }
            if (magnitude < EXPONENT_MIN) {
                throw Message.NUMBER_UNDERFLOW.refused();
            }
            if (end - first > DIGITS_MAX) {
                throw Message.NUMBER_DIGITS.refused();
            }
            BigInteger unscaled = new BigInteger(digits.substring(first, end));
            BigDecimal value =
                    new BigDecimal(negative ? unscaled.negate() : unscaled, -(exponent + zeros));
            return Decimal.of(value);
        }
    }

    /// The exact sum.
    ///
    /// @throws Refused the sum has more than 38 digits or is out of range
    public Decimal plus(Decimal other) {
        return result(value.add(other.value));
    }

    /// The exact difference.
    ///
    /// @throws Refused the difference has more than 38 digits or is out of range
    public Decimal minus(Decimal other) {
        return result(value.subtract(other.value));
    }

    /// DynamoDB also reports overflow when a result has too many digits (observed).
    private static Decimal result(BigDecimal exact) {
        if (exact.signum() != 0 && exact.stripTrailingZeros().precision() > DIGITS_MAX) {
            throw Message.NUMBER_OVERFLOW.refused();
        }
        return of(exact);
    }

    /// The canonical form: no exponent, no leading or trailing zeros.
    public String text() {
        return text;
    }

    int signum() {
        return value.signum();
    }

    /// The digits without trailing zeros.
    String digits() {
        return value.unscaledValue().abs().toString();
    }

    /// Power of ten of the first digit.
    int exponent() {
        return value.precision() - value.scale() - 1;
    }

    static Decimal of(boolean negative, String digits, int exponent) {
        BigInteger unscaled = new BigInteger(digits);
        return of(
                new BigDecimal(
                        negative ? unscaled.negate() : unscaled, digits.length() - 1 - exponent));
    }

    /// DynamoDB's size of the number in bytes: one for every two digits on each side of the point,
    /// one for the exponent, one for a minus sign (docs/dynamodb.md#item-sizes).
    public int sizeBytes() {
        if (value.signum() == 0) {
            return 1;
        }
        int precision = value.precision();
        int scale = value.scale();
        int fraction = Math.max(0, Math.min(precision, scale));
        int integer = precision - fraction;
        return 1 + (integer + 1) / 2 + (fraction + 1) / 2 + (value.signum() < 0 ? 1 : 0);
    }

    @Override
    public int compareTo(Decimal other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Decimal that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
