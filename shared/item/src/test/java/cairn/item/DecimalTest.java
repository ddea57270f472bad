package cairn.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.SplittableRandom;

class DecimalTest {
    private static final String NINES = "9".repeat(38);

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0,0",
        "00,0",
        "+1,1",
        ".5,0.5",
        "5.,5",
        "1.e5,100000",
        "0.0e126,0",
        "1.0,1",
        "-1.50,-1.5",
        "007,7",
        "1e2,100",
        "12E-1,1.2",
        "-0.0,0",
        "100,100",
        "9007199254740993," + "9007199254740993",
        "123456789012345678901234567890," + "123456789012345678901234567890"
    })
    void isKeptInCanonicalForm(String sent, String kept) {
        assertThat(Decimal.parse(sent).text()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                " 1",
                "1 ",
                "NaN",
                "Infinity",
                "0x1",
                "1+2",
                "1e",
                "e5",
                ".",
                "-",
                "+",
                "--1",
                "1.2.3",
                "1e+",
                "1,5",
                "١"
            })
    void whatIsNoNumberIsRefused(String sent) {
        assertThatThrownBy(() -> Decimal.parse(sent))
                .isInstanceOf(Refused.class)
                .hasMessage("The parameter cannot be converted to a numeric value: " + sent);
    }

    @Test
    void theRangeEndsWhereDynamoDbsDoes() {
        assertThat(Decimal.parse("1e125").text()).hasSize(126);
        assertThat(Decimal.parse(NINES + "e88").exponent()).isEqualTo(125);
        assertThat(Decimal.parse("1e-130").text()).isEqualTo("0." + "0".repeat(129) + "1");
        assertRefused("1e126", Message.NUMBER_OVERFLOW);
        assertRefused("0e126", Message.NUMBER_OVERFLOW);
        assertRefused("-1e126", Message.NUMBER_OVERFLOW);
        assertRefused("1e-131", Message.NUMBER_UNDERFLOW);
        assertRefused("1e999999999999999999", Message.NUMBER_OVERFLOW);
        assertRefused("1e-999999999999999999", Message.NUMBER_UNDERFLOW);
        assertRefused(NINES + "9", Message.NUMBER_DIGITS);
        assertRefused("0." + NINES + "9", Message.NUMBER_DIGITS);
        assertThat(Decimal.parse(NINES).text()).isEqualTo(NINES);
        assertRefused("", Message.EMPTY_NUMBER);
    }

    private static void assertRefused(String number, Message message) {
        assertThatThrownBy(() -> Decimal.parse(number))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.message()).isEqualTo(message));
    }

    @ParameterizedTest
    @CsvSource({
        "0,1",
        "1,2",
        "123456,4",
        "3.14159,5",
        "1e125,2",
        "-1,3",
        "0.001,2",
        "100.5,4",
        "12300,3",
        "-3.14159,6"
    })
    void hasTheSizeMeasuredAgainstAws(String number, int bytes) {
        assertThat(Decimal.parse(number).sizeBytes()).isEqualTo(bytes);
    }

    @Test
    void addsExactlyAsBigDecimalDoes() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            Decimal a = Samples.number(random);
            Decimal b = Samples.number(random);
            BigDecimal exact =
                    new BigDecimal(a.text()).add(new BigDecimal(b.text())).stripTrailingZeros();
            if (exact.precision() <= 38) {
                assertThat(new BigDecimal(a.plus(b).text())).isEqualByComparingTo(exact);
                assertThat(a.plus(b).minus(b)).isEqualTo(a);
            } else {
                assertThatThrownBy(() -> a.plus(b)).isInstanceOf(Refused.class);
            }
            assertThat(Integer.signum(a.compareTo(b)))
                    .isEqualTo(new BigDecimal(a.text()).compareTo(new BigDecimal(b.text())));
        }
    }

    @Test
    void equalNumbersAreEqualHoweverTheyWereWritten() {
        assertThat(Decimal.parse("1.0")).isEqualTo(Decimal.parse("1"));
        assertThat(Decimal.parse("100")).isEqualTo(Decimal.parse("1e2"));
        assertThat(Decimal.parse("100")).hasSameHashCodeAs(Decimal.parse("1e2"));
        assertThat(Decimal.parse("0")).isEqualTo(Decimal.parse("-0.00"));
    }

    @Test
    void anExponentMayMakeUpForAnyNumberOfZeros() {
        assertThat(Decimal.parse("0." + "0".repeat(1_000_000) + "12e1000001").text())
                .isEqualTo("1.2");
        assertThat(Decimal.parse("12" + "0".repeat(1_000_000) + "e-1000000").text())
                .isEqualTo("12");
        for (String huge : new String[] {"1e400000", "1e99999999999999999999", "1E+9999999999"}) {
            assertThatThrownBy(() -> Decimal.parse(huge)).hasMessageStartingWith("Number overflow");
        }
        assertThatThrownBy(() -> Decimal.parse("1e-99999999999999999999"))
                .hasMessageStartingWith("Number underflow");
    }
}
