package cairn.item.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.Item;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

class JsonTest {
    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "0", "''", "'a'", "null", "true"})
    void valuesWithoutContentTakeNoMemory(String value) {
        assertThat(read(repeated(value, 1_000_000)).values()).hasSize(1_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0]",
                "[[]]",
                "{'a':[0]}",
                "123",
                "-1",
                "1.5",
                "{'a':0,'b':0}",
                "{'x':[0]}"
            })
    void endlessSmallValuesAreRefused(String value) {
        assertThatThrownBy(() -> Json.parse(bytes("[" + repeated(value, 1_000_000) + "]")))
                .isInstanceOf(Json.Malformed.class)
                .hasMessage("too many values for its length");
    }

    @Test
    void nothingIsTakenThatNeedsHundredsOfMegabytes() {
        assertThatThrownBy(() -> Json.parse(bytes("[" + repeated("'ab'", 3_000_000) + "]")))
                .hasMessage("too many values for its length");
        assertThat(read(repeated("{}", 5_000_000)).values()).hasSize(5_000_000);
        assertThat(read("'" + "x".repeat(15_000_000) + "'").values()).hasSize(1);
    }

    @Test
    void endlessFieldsAreRefused() {
        StringBuilder fields = new StringBuilder("{'a':0");
        for (int i = 0; i < 500_000; i++) {
            fields.append(",'").append(Integer.toString(i, 36)).append("':0");
        }
        assertThatThrownBy(() -> Json.parse(bytes(fields.append('}').toString())))
                .hasMessage("too many values for its length");
    }

    /// Items of the maximum size, made of the smallest values.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'NULL':true}|204000",
                "{'N':'1'}|136000",
                "{'N':'12'}|136000",
                "{'N':'123'}|102000",
                "{'S':'ab'}|136000",
                "{'BOOL':false}|204000",
                "{'M':{}}|102000",
                "{'M':{'abc':{'S':'abc'}}}|37000",
                "{'L':[{'S':'a'}]}|68000",
                "{'M':{'a':{'N':'7'},'b':{'N':'8'}}}|34000",
                "{'M':{'id':{'S':'12345678'},'quantity':{'N':'3'},'price':{'N':'19.99'}}}|10000",
            })
    void whatDynamoDbTakesIsTaken(String value, int count) {
        byte[] body = bytes("{'Item':{'l':{'L':[" + repeated(value, count) + "]}}}");
        assertThat(body.length).isGreaterThan(700_000);
        Item item = ValueReader.item(((Json.Obj) parsed(body)).field("Item").orElseThrow());
        assertThat(item.sizeBytes()).isLessThanOrEqualTo(Item.BYTES_MAX);
    }

    @Test
    void aSetOfTheShortestStringsIsTaken() {
        StringBuilder members = new StringBuilder("'000'");
        for (int i = 1; i < 136_000; i++) {
            members.append(",'").append(Integer.toString(i + 50_000, 36)).append("'");
        }
        byte[] body = bytes("{'Item':{'s':{'SS':[" + members + "]}}}");
        Item item = ValueReader.item(((Json.Obj) parsed(body)).field("Item").orElseThrow());
        assertThat(item.attributes()).hasSize(1);
    }

    @Test
    void aMapOfTheShortestNamesAndValuesIsTaken() {
        StringBuilder fields = new StringBuilder("'aaa':{'S':'000'}");
        for (int i = 1; i < 58_000; i++) {
            String name = Integer.toString(i + 50_000, 36);
            fields.append(",'").append(name).append("':{'S':'").append(name).append("'}");
        }
        byte[] body = bytes("{'Item':{" + fields + "}}");
        assertThat(ValueReader.item(((Json.Obj) parsed(body)).field("Item").orElseThrow()))
                .isNotNull();
    }

    private static Json.Arr read(String values) {
        return (Json.Arr) parsed(bytes("[" + values + "]"));
    }

    private static Json parsed(byte[] bytes) {
        try {
            return Json.parse(bytes);
        } catch (Json.Malformed e) {
            throw new AssertionError(e);
        }
    }

    private static String repeated(String value, int count) {
        return (value + ",").repeat(count - 1) + value;
    }

    @ParameterizedTest
    @ValueSource(strings = {"c080", "c1a1", "e08080", "eda080", "eda080edb080", "f4908080", "ff"})
    void aBodyIsUtf8ToTheLetter(String hex) {
        String wrong = new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
        for (String form : new String[] {"{'a':'%s'}", "{'%s':1}", "{'a':'éé%s'}"}) {
            byte[] body =
                    form.formatted(wrong).replace('\'', '"').getBytes(StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> Json.parse(body)).isInstanceOf(Json.Malformed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
    void otherEncodingsAreNotGuessed(String charset) {
        for (String text : new String[] {"{\"a\":1}", "\uFEFF{\"a\":1}"}) {
            assertThatThrownBy(() -> Json.parse(text.getBytes(Charset.forName(charset))))
                    .isInstanceOf(Json.Malformed.class);
        }
    }

    @Test
    void aByteOrderMarkIsNoJson() {
        assertThatThrownBy(() -> Json.parse(bytes("\uFEFF{}"))).isInstanceOf(Json.Malformed.class);
    }

    @Test
    void ofFieldsWithOneNameTheLastCounts() {
        assertThat(parsed(bytes("{'a':1,'b':2,'\\u0061':{'c':3,'c':4}}")).text())
                .isEqualTo("{\"a\":{\"c\":4},\"b\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "+1", "01", "1.", ".5", "0x1", "1e", "--1", "1_0"})
    void whatIsNoNumberIsNoJson(String number) {
        assertThatThrownBy(() -> Json.parse(bytes("{'a':" + number + "}")))
                .isInstanceOf(Json.Malformed.class);
    }

    @Test
    void whatWasReadIsWrittenAsItWas() {
        String text = "{\"a\":[1,2.50,\"x\\\"\\u0001é\",null,true,{}],\"b\":{\"c\":[]}}";
        assertThat(parsed(text.getBytes(StandardCharsets.UTF_8)).text()).isEqualTo(text);
    }

    /// Jackson caches six thousand names, whatever their length.
    @Test
    void longNamesDoNotStayInMemory() {
        String name = "x".repeat(60_000);
        long before = used();
        for (int i = 0; i < 600; i++) {
            parsed(bytes("{'" + name + i + "':1}"));
        }
        assertThat(used() - before).isLessThan(15L << 20);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
