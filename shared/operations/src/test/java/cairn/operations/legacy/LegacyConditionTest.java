package cairn.operations.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.Item;
import cairn.item.expression.Condition;
import cairn.item.expression.Path;
import cairn.item.expression.Subject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The result of each operator for an existing attribute.
final class LegacyConditionTest {
    private static Condition condition(String operator, String arguments) {
        return Sent.filter(
                        "{'a':{'ComparisonOperator':'%s','AttributeValueList':[%s]}}"
                                .formatted(operator, arguments))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "EQ|{'N':'1.0'}|{'N':'1'}|{'N':'2'}",
                "EQ|{'SS':['a','b']}|{'SS':['b','a']}|{'SS':['a']}",
                "EQ|{'M':{'k':{'N':'1'}}}|{'M':{'k':{'N':'1.0'}}}|{'M':{'k':{'S':'1'}}}",
                "EQ|{'L':[{'S':'x'},{'S':'y'}]}|{'L':[{'S':'x'},{'S':'y'}]}|"
                        + "{'L':[{'S':'y'},{'S':'x'}]}",
                "EQ|{'BOOL':false}|{'BOOL':false}|{'BOOL':true}",
                "NE|{'N':'1'}|{'N':'2'}|{'N':'1.0'}",
                "NE|{'N':'1'}|{'S':'1'}|{'N':'1'}",
                "LE|{'N':'5'}|{'N':'5'}|{'N':'6'}",
                "LE|{'N':'5'}|{'N':'-10'}|{'S':'1'}",
                "LT|{'S':'b'}|{'S':'a'}|{'S':'b'}",
                "LT|{'B':'gA=='}|{'B':'fw=='}|{'B':'gA=='}",
                "GE|{'S':'b'}|{'S':'b'}|{'S':'a'}",
                "GT|{'N':'9'}|{'N':'10'}|{'N':'9'}",
                "GT|{'S':'9'}|{'S':'91'}|{'S':'10'}",
                "BETWEEN|{'N':'1'},{'N':'3'}|{'N':'3'}|{'N':'3.1'}",
                "BETWEEN|{'N':'1'},{'N':'3'}|{'N':'1'}|{'S':'2'}",
                "IN|{'S':'x'},{'S':'y'}|{'S':'y'}|{'S':'z'}",
                "IN|{'N':'1'}|{'N':'1.0'}|{'NS':['1']}",
                "BEGINS_WITH|{'S':'he'}|{'S':'hello'}|{'S':'ahe'}",
                "BEGINS_WITH|{'B':'AAE='}|{'B':'AAEC'}|{'S':'AAEC'}",
                "CONTAINS|{'S':'ell'}|{'S':'hello'}|{'S':'help'}",
                "CONTAINS|{'B':'AQ=='}|{'B':'AAEC'}|{'B':'AAIC'}",
                "CONTAINS|{'S':'x'}|{'SS':['x','y']}|{'SS':['xx']}",
                "CONTAINS|{'N':'1'}|{'NS':['1.0']}|{'NS':['11']}",
                "CONTAINS|{'B':'AQ=='}|{'BS':['AQ==']}|{'BS':['Ag==']}",
                "CONTAINS|{'N':'1'}|{'L':[{'S':'1'},{'N':'1'}]}|{'L':[{'S':'1'}]}",
                "CONTAINS|{'S':'k'}|{'S':'k'}|{'M':{'k':{'S':'k'}}}",
                "NOT_CONTAINS|{'S':'ell'}|{'S':'help'}|{'S':'hello'}",
                "NOT_CONTAINS|{'N':'1'}|{'S':'1'}|{'NS':['1']}",
                "NOT_CONTAINS|{'S':'k'}|{'M':{'k':{'S':'k'}}}|{'L':[{'S':'k'}]}",
            })
    void holdsOfOneValueAndNotOfTheOther(
            String operator, String arguments, String holds, String fails) {
        Condition condition = condition(operator, arguments);
        assertThat(Sent.holds(condition, "{'a':" + holds + "}")).isTrue();
        assertThat(Sent.holds(condition, "{'a':" + fails + "}")).isFalse();
    }

    /// Only NE and NULL hold for a missing attribute; NOT_CONTAINS does not.
    @ParameterizedTest
    @EnumSource(Operator.class)
    void isJudgedOfAMissingAttribute(Operator operator) {
        String arguments =
                switch (operator) {
                    case NULL, NOT_NULL -> "";
                    case BETWEEN -> "{'S':'a'},{'S':'b'}";
                    default -> "{'S':'a'}";
                };
        Condition condition = condition(operator.name(), arguments);
        boolean expected = operator == Operator.NE || operator == Operator.NULL;
        assertThat(Sent.holds(condition, "{'b':{'S':'a'}}")).isEqualTo(expected);
        assertThat(Sent.holds(condition, "{}")).as("no item").isEqualTo(expected);
    }

    @Test
    void anAttributeOfTypeNullIsThere() {
        for (String value : Sent.VALUES.values()) {
            String item = "{'a':" + value + "}";
            assertThat(Sent.holds(condition("NULL", ""), item)).as(value).isFalse();
            assertThat(Sent.holds(condition("NOT_NULL", ""), item)).as(value).isTrue();
        }
    }

    @Test
    void anOperatorThatTakesNothingNeedsNoList() {
        Condition there = Sent.filter("{'a':{'ComparisonOperator':'NOT_NULL'}}").orElseThrow();
        assertThat(Sent.holds(there, "{'a':{'S':'x'}}")).isTrue();
    }

    @Test
    void aNameIsTakenAsItIs() {
        Condition condition =
                Sent.filter("{'a.b[0]':{'ComparisonOperator':'NOT_NULL'}}").orElseThrow();
        assertThat(Sent.holds(condition, "{'a.b[0]':{'S':'x'}}")).isTrue();
        assertThat(Sent.holds(condition, "{'a':{'M':{'b':{'L':[{'S':'x'}]}}}}")).isFalse();
        List<Path> paths = new ArrayList<>();
        condition.paths(paths);
        assertThat(paths).containsExactly(Path.to("a.b[0]"));
        assertThat(paths.getFirst().isTopLevel()).isTrue();
    }

    @Test
    void conditionsAreJoinedByAndUnlessByOr() {
        String two =
                "'ScanFilter':{'a':{'ComparisonOperator':'NOT_NULL'},"
                        + "'b':{'ComparisonOperator':'NOT_NULL'}}";
        for (String and : new String[] {"", ",'ConditionalOperator':'AND'"}) {
            Condition both = filter("{" + two + and + "}");
            assertThat(Sent.holds(both, "{'a':{'S':'x'},'b':{'S':'x'}}")).isTrue();
            assertThat(Sent.holds(both, "{'a':{'S':'x'}}")).isFalse();
        }
        Condition either = filter("{" + two + ",'ConditionalOperator':'OR'}");
        assertThat(Sent.holds(either, "{'b':{'S':'x'}}")).isTrue();
        assertThat(Sent.holds(either, "{'c':{'S':'x'}}")).isFalse();
    }

    private static Condition filter(String request) {
        return Sent.parameters(request).filter(LegacyMembers.SCAN_FILTER).orElseThrow();
    }

    @Test
    void anEmptyMapIsNoCondition() {
        assertThat(Sent.filter("{}")).isEmpty();
        assertThat(Sent.expected("{}")).isEmpty();
        assertThat(Sent.parameters("{}").expected()).isEmpty();
    }

    @Test
    void manyConditionsAreJudgedWithoutALongStackAndInOrder() {
        StringBuilder map = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            map.append(i == 0 ? "" : ",")
                    .append("'a%d':{'ComparisonOperator':'NULL'}".formatted(i));
        }
        Condition all = Sent.filter("{" + map + "}").orElseThrow();
        List<Path> paths = new ArrayList<>();
        all.paths(paths);
        assertThat(paths).hasSize(100_000);
        assertThat(paths.get(70_000)).isEqualTo(Path.to("a70000"));
        assertThat(Sent.holds(all, "{}")).isTrue();
        assertThat(steps(all, Sent.item("{'a3':{'S':'x'}}"))).isLessThan(100);
        assertThat(steps(all, Item.EMPTY)).isGreaterThanOrEqualTo(100_000);
    }

    @ParameterizedTest
    @EnumSource(Operator.class)
    void eachOperatorCostsSteps(Operator operator) {
        String arguments =
                switch (operator) {
                    case NULL, NOT_NULL -> "";
                    case BETWEEN -> "{'S':'a'},{'S':'b'}";
                    default -> "{'S':'a'}";
                };
        Condition condition = condition(operator.name(), arguments);
        Item item = Sent.item("{'a':{'S':'" + "x".repeat(1000) + "'}}");
        boolean readsValue =
                operator != Operator.NULL
                        && operator != Operator.NOT_NULL
                        && operator != Operator.BEGINS_WITH;
        assertThat(steps(condition, item)).isGreaterThan(readsValue ? 100 : 0);
    }

    private static long steps(Condition condition, Item item) {
        AtomicLong steps = new AtomicLong();
        condition.holds(new Subject(item, 1000, steps::addAndGet));
        return steps.get();
    }

    @Test
    void theValuesAreCounted() {
        LegacyParameters parameters =
                Sent.parameters(
                        "{'Expected':{'a':{'Value':{'S':'abc'}},'b':{'ComparisonOperator':'IN',"
                                + "'AttributeValueList':[{'S':'x'},{'S':'yz'}]}},"
                                + "'AttributeUpdates':{'c':{'Value':{'B':'AAAA'}}}}");
        assertThat(parameters.valueBytes()).isZero();
        parameters.expected();
        assertThat(parameters.valueBytes()).isEqualTo(6);
        parameters.update();
        assertThat(parameters.valueBytes()).isEqualTo(9);
    }
}
