package cairn.operations.wire;

import java.math.BigDecimal;
import java.util.Optional;

/// Whole numbers in JSON, with a fraction, which is cut off, or an exponent of any length, whose
/// power is never computed.
final class WholeNumber {
    private static final int SURE_CHARS = 18;
    private static final int LONG_DIGITS = 19;

    /// An exponent with more digits outweighs all digits that a number may have.
    private static final int EXPONENT_DIGITS = 5;

    private WholeNumber() {}

    /// The value; absent if it does not fit into a long.
    ///
    /// @param text a JSON number
    static Optional<Long> of(String text) {
        if (text.length() <= SURE_CHARS && text.chars().allMatch(c -> c == '-' || isDigit(c))) {
            return Optional.of(Long.parseLong(text));
        }
        int mark = Math.max(text.indexOf('e'), text.indexOf('E'));
        BigDecimal digits = new BigDecimal(mark < 0 ? text : text.substring(0, mark));
        String exponent = mark < 0 ? "0" : text.substring(mark + 1);
        boolean small = exponent.startsWith("-");
        String power = exponent.replaceFirst("^[+-]?0*", "");
        if (digits.signum() == 0 || small && power.length() > EXPONENT_DIGITS) {
            return Optional.of(0L);
        }
        if (power.length() > EXPONENT_DIGITS) {
            return Optional.empty();
        }
        int tens = power.isEmpty() ? 0 : Integer.parseInt(power);
        return fitting(digits.scaleByPowerOfTen(small ? -tens : tens));
    }

    private static Optional<Long> fitting(BigDecimal value) {
        long magnitude = value.precision() - (long) value.scale();
        if (magnitude <= 0) {
            return Optional.of(0L);
        }
        if (magnitude > LONG_DIGITS) {
            return Optional.empty();
        }
        try {
            return Optional.of(value.toBigInteger().longValueExact());
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
