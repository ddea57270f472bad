package cairn.operations.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.expression.Condition;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The forms of an entry of Expected.
final class ExpectationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'Value':{'N':'1'}}|{'N':'1.0'}|{'N':'2'}",
                "{'Exists':true,'Value':{'N':'1'}}|{'N':'1'}|{'S':'1'}",
                "{'Value':{'M':{}}}|{'M':{}}|{'L':[]}",
                "{'ComparisonOperator':'EQ','Value':{'S':'x'}}|{'S':'x'}|{'S':'y'}",
                "{'ComparisonOperator':'GT','Value':{'N':'1'}}|{'N':'2'}|{'N':'1'}",
                "{'ComparisonOperator':'IN','Value':{'S':'x'}}|{'S':'x'}|{'S':'y'}",
                "{'ComparisonOperator':'IN','AttributeValueList':[{'S':'x'},{'S':'y'}]}|{'S':'y'}|"
                        + "{'S':'z'}",
            })
    void holdsOfOneValueAndNotOfTheOther(String entry, String holds, String fails) {
        Condition condition = Sent.expected("{'a':" + entry + "}").orElseThrow();
        assertThat(Sent.holds(condition, "{'a':" + holds + "}")).isTrue();
        assertThat(Sent.holds(condition, "{'a':" + fails + "}")).isFalse();
        assertThat(Sent.holds(condition, "{}")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'Exists':false}",
                "{'ComparisonOperator':'NULL'}",
                "{'ComparisonOperator':'NULL','AttributeValueList':[]}",
            })
    void absenceHasThreeForms(String entry) {
        Condition condition = Sent.expected("{'a':" + entry + "}").orElseThrow();
        assertThat(Sent.holds(condition, "{}")).isTrue();
        assertThat(Sent.holds(condition, "{'a':{'NULL':true}}")).isFalse();
    }

    /// Each text, and the mistake that is reported first. Every entry also has all mistakes that
    /// are reported later.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'Value':{},'AttributeValueList':[{}],'Exists':false,'ComparisonOperator':'LT'}|"
                        + "Value and AttributeValueList cannot be used together for Attribute: a",
                "{'Exists':true,'ComparisonOperator':'LT'}|Exists and ComparisonOperator cannot be"
                        + " used together for Attribute: a",
                "{'Exists':false,'Value':{},'ComparisonOperator':'NULL'}|Exists and"
                        + " ComparisonOperator cannot be used together for Attribute: a",
                "{'ComparisonOperator':'LT'}|Value or AttributeValueList must be used with"
                        + " ComparisonOperator: LT for Attribute: a",
                "{'ComparisonOperator':'LT','AttributeValueList':[]}|Invalid number of argument(s)"
                        + " for the LT ComparisonOperator",
                "{'ComparisonOperator':'BETWEEN','Value':{'S':'x'}}|Invalid number of argument(s)"
                        + " for the BETWEEN ComparisonOperator",
                "{'ComparisonOperator':'NULL','Value':{'S':'x'}}|Invalid number of argument(s) for"
                        + " the NULL ComparisonOperator",
                "{'ComparisonOperator':'BETWEEN','AttributeValueList':[{'M':{}},{'S':'x'}]}|"
                        + "AttributeValues inside AttributeValueList must be of same type",
                "{'ComparisonOperator':'BEGINS_WITH','Value':{'N':'3'}}|ComparisonOperator"
                        + " BEGINS_WITH is not valid for N AttributeValue type",
                "{'AttributeValueList':[],'Exists':false}|AttributeValueList can only be used with"
                        + " a ComparisonOperator for Attribute: a",
                "{}|Value must be provided when Exists is null for Attribute: a",
                "{'Exists':null}|Value must be provided when Exists is null for Attribute: a",
                "{'Exists':true}|Value must be provided when Exists is true for Attribute: a",
                "{'Exists':false,'Value':{}}|Value cannot be used when Exists is false for"
                        + " Attribute: a",
            })
    void membersThatDoNotGoTogetherAreRefused(String entry, String text) {
        assertThatThrownBy(() -> Sent.expected("{'a':" + entry + "}"))
                .hasMessageEndingWith(
                        "ValidationException: One or more parameter values were invalid: " + text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'Value':{}}",
                "{'ComparisonOperator':'LT','Value':{}}",
                "{'ComparisonOperator':'LT','AttributeValueList':[{},{}]}",
            })
    void valuesAreJudgedBeforeTheirNumber(String entry) {
        assertThatThrownBy(() -> Sent.expected("{'a':" + entry + "}"))
                .hasMessage(
                        "Supplied AttributeValue is empty, must contain exactly one of the"
                                + " supported datatypes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"'a':{}|'b':{'Exists':true}|a|null", "'b':{'Exists':true}|'a':{}|b|true"})
    void theFirstEntryThatIsWrongIsReported(
            String first, String second, String name, String exists) {
        assertThatThrownBy(() -> Sent.expected("{" + first + "," + second + "}"))
                .hasMessageEndingWith("when Exists is " + exists + " for Attribute: " + name);
    }
}
