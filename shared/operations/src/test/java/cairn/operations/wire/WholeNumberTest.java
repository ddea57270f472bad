package cairn.operations.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Random;

class WholeNumberTest {
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private static Optional<Long> expected(String text) {
        BigInteger whole = new BigDecimal(text).toBigInteger();
        return whole.compareTo(LEAST) < 0 || whole.compareTo(MOST) > 0
                ? Optional.empty()
                : Optional.of(whole.longValue());
    }

    private static String number(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
        text.append(1 + random.nextInt(9));
        for (int i = random.nextInt(22); i > 0; i--) {
            text.append(random.nextInt(10));
        }
        if (random.nextInt(3) == 0) {
            text.append('.').append(random.nextInt(1000));
        }
        if (random.nextInt(3) == 0) {
            text.append(random.nextBoolean() ? 'e' : 'E');
            text.append(new String[] {"", "+", "-"}[random.nextInt(3)]);
            text.append(random.nextInt(30));
        }
        return text.toString();
    }

    @Test
    void itAgreesWithBigDecimalWhereThatCanTell() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            String text = number(random);
            assertThat(WholeNumber.of(text)).as(text).isEqualTo(expected(text));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "0e999999999999, 0",
        "5e-999999999999, 0",
        "0.9, 0",
        "-0.9, 0",
        "1e00000000000000000002, 100"
    })
    void limitsAndLongExponents(String text, long value) {
        assertThat(WholeNumber.of(text)).contains(value);
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775808", "-9223372036854775809", "1e19", "1e999999999999"})
    void whatNoLongHoldsIsAbsent(String text) {
        assertThat(WholeNumber.of(text)).isEmpty();
    }
}
