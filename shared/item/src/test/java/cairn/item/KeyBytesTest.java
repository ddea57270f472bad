package cairn.item;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HexFormat;

/// The bytes that docs/formats describes. Stored keys consist of them, so they must never change.
class KeyBytesTest {
    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "0,80",
        "1,C1820B00",
        "-1,3F7DF4FF",
        "10,C1830B00",
        "12,C1830D00",
        "123.45,C1840D233300",
        "-123.45,3F7BF2DCCCFF",
        "0.001,C17F0B00",
        "99,C1836400"
    })
    void numbers(String number, String expected) {
        AttributeValue value = Samples.value("{'N':'" + number + "'}");
        assertThat(hex(KeyBytes.last(value))).isEqualTo(expected);
        assertThat(hex(KeyBytes.delimited(value))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "61,610001",
        "610062,6100FF620001",
        "00,00FF0001",
        "0000,00FF00FF0001",
        "FF,FF0001"
    })
    void bytesThatSomethingFollows(String bytes, String expected) {
        AttributeValue value = new AttributeValue.B(Binary.of(HexFormat.of().parseHex(bytes)));
        assertThat(hex(KeyBytes.delimited(value))).isEqualTo(expected);
        assertThat(hex(KeyBytes.last(value))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"ä,C3A4,C3A40001"})
    void stringsAreUtf8(String text, String last, String delimited) {
        assertThat(hex(KeyBytes.last(new AttributeValue.S(text)))).isEqualTo(last);
        assertThat(hex(KeyBytes.delimited(new AttributeValue.S(text)))).isEqualTo(delimited);
    }
}
