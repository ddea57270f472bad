package cairn.item.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.Item;
import cairn.item.Refused;
import cairn.item.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

class ItemJsonTest {
    private static final String P = "One or more parameter values were invalid: ";

    @Test
    void whatIsWrittenComesBackByBothReaders() throws Json.Malformed {
        for (int seed = 0; seed < 5000; seed++) {
            Item item = Samples.randomItem(new SplittableRandom(seed), 4);
            byte[] json = ItemJson.write(item);
            assertThat(ItemJson.read(json)).as("seed " + seed).isEqualTo(item);
            assertThat(ValueReader.item(Json.parse(json))).as("seed " + seed).isEqualTo(item);
            assertThat(ItemJson.write(ItemJson.read(json))).isEqualTo(json);
        }
    }

    @Test
    void isWrittenAsClientsSendIt() {
        String sent =
                "{\"id\":{\"S\":\"a\\\"\"},\"n\":{\"N\":\"1.5\"},\"l\":{\"L\":[{\"NULL\":true},"
                        + "{\"M\":{\"x\":{\"BOOL\":false}}}]},\"s\":{\"SS\":[\"a\",\"b\"]},"
                        + "\"b\":{\"B\":\"AAE=\"}}";
        assertThat(new String(ItemJson.write(Samples.item(sent)), StandardCharsets.UTF_8))
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}|Supplied AttributeValue is empty, must contain exactly one of the supported"
                        + " datatypes",
                "{'S':'a','N':'x'}|The parameter cannot be converted to a numeric value: x",
                "{'SS':['a',null]}|" + P + "An string set may not have a null string as a member",
                "{'NS':['1',null]}|The parameter cannot be converted to a numeric value",
                "{'BS':[null]}|" + P + "Binary sets may not contain null or empty values",
                "{'S':'a','N':'1'}|Supplied AttributeValue has more than one datatypes set, must"
                        + " contain exactly one of the supported datatypes",
                "{'NULL':false}|" + P + "Null attribute value types must have the value of true",
                "{'SS':[]}|" + P + "An string set  may not be empty",
                "{'NS':[]}|" + P + "An number set  may not be empty",
                "{'BS':[]}|" + P + "Binary sets should not be empty",
                "{'SS':['a','b','a']}|" + P + "Input collection [a, b, a] contains duplicates.",
                "{'NS':['1','1.0']}|Input collection contains duplicates",
                "{'BS':['AA==','AA==']}|"
                        + P
                        + "Input collection [AA==, AA==]of type BS contains duplicates.",
                "{'N':'x'}|The parameter cannot be converted to a numeric value: x",
                "{'L':[{'N':'x'}]}|The parameter cannot be converted to a numeric value: x",
                "{'M':{'':{'N':'1'}}}|" + P + "Empty attribute name",
            })
    void aValueThatDynamoDbDoesNotTakeIsRefused(String value, String message) {
        assertThatThrownBy(() -> Samples.value(value))
                .isInstanceOf(Refused.class)
                .hasMessage(message);
    }

    @Test
    void nestingEndsAtThirtyTwoLevelsTheInnermostValueIncluded() {
        String deepest = "{'L':[".repeat(31) + "{'S':'a'}" + "]}".repeat(31);
        assertThat(Samples.value(deepest).levels()).isEqualTo(32);
        String tooDeep = "{'L':[".repeat(32) + "{'S':'a'}" + "]}".repeat(32);
        assertThatThrownBy(() -> Samples.value(tooDeep))
                .hasMessageStartingWith("Nesting Levels have exceeded supported limits");
    }

    @Test
    void aNameOf65535BytesIsTakenAndOneByteMoreIsNot() {
        String name = "é" + "x".repeat(65_533);
        assertThat(Samples.value("{'M':{'" + name + "':{'S':''}}}").sizeBytes())
                .isEqualTo(3 + 1 + 65_535);
        assertThatThrownBy(() -> Samples.value("{'M':{'x" + name + "':{'S':''}}}"))
                .hasMessage(P + "Attribute name is too large, must be less than 65536 bytes");
    }

    @Test
    void hostileDepthIsNotJson() {
        byte[] deep = "[".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> Json.parse(deep)).isInstanceOf(Json.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\ud800x", "\\udc00", "\\udc00\\ud800", "\\ud83d\\ud83d"})
    void halfACharacterIsNotJson(String half) {
        for (String text : new String[] {"{\"a\":\"%s\"}", "{\"%s\":1}"}) {
            byte[] json = text.formatted(half).getBytes(StandardCharsets.US_ASCII);
            assertThatThrownBy(() -> Json.parse(json)).isInstanceOf(Json.Malformed.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'a':{'S':'xyz'}}|4",
                "{'a':{'S':'é'}}|3",
                "{'ab':{'N':'123'}}|5",
                "{'a':{'NULL':true},'b':{'BOOL':false}}|4",
                "{'a':{'L':[]}}|4",
                "{'a':{'L':[{'S':'x'},{'S':'yy'}]}}|9",
                "{'a':{'M':{'k':{'S':'x'}}}}|7",
                "{'a':{'SS':['x','yy']}}|4",
                "{'a':{'B':'AAEC'}}|4",
            })
    void hasDynamoDbsSize(String item, int bytes) {
        assertThat(Samples.item(item).sizeBytes()).isEqualTo(bytes);
    }
}
