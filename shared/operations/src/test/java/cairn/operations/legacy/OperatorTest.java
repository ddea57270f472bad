package cairn.operations.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.AttributeValue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/// Which arguments each operator takes: every operator with every type and every number of them.
final class OperatorTest {
    private static final String INVALID =
            "ValidationException: One or more parameter values were invalid: ";

    private static Set<String> types(Operator operator) {
        return switch (operator) {
            case EQ, NE -> Sent.VALUES.keySet();
            case LE, LT, GE, GT, BETWEEN, IN, CONTAINS, NOT_CONTAINS -> Set.of("S", "N", "B");
            case BEGINS_WITH -> Set.of("S", "B");
            case NULL, NOT_NULL -> Set.of();
        };
    }

    private static Set<Integer> counts(Operator operator) {
        return switch (operator) {
            case EQ, NE, LE, LT, GE, GT, BEGINS_WITH, CONTAINS, NOT_CONTAINS -> Set.of(1);
            case BETWEEN -> Set.of(2);
            case IN -> Set.of(1, 2, 3, 101, 1000);
            case NULL, NOT_NULL -> Set.of(0);
        };
    }

    @ParameterizedTest
    @EnumSource(Operator.class)
    void takesItsTypesAndRefusesTheOthersByName(Operator operator) {
        if (!operator.takesArguments()) {
            return;
        }
        int count = counts(operator).stream().mapToInt(Integer::intValue).min().orElseThrow();
        Sent.VALUES.forEach(
                (type, text) -> {
                    List<AttributeValue> arguments = Collections.nCopies(count, Sent.value(text));
                    if (types(operator).contains(type)) {
                        assertThatCode(() -> operator.check(arguments))
                                .as("%s of %s", operator, type)
                                .doesNotThrowAnyException();
                    } else {
                        assertThatThrownBy(() -> operator.check(arguments))
                                .as("%s of %s", operator, type)
                                .hasMessageEndingWith(
                                        INVALID
                                                + "ComparisonOperator "
                                                + operator
                                                + " is not valid for "
                                                + type
                                                + " AttributeValue type");
                    }
                });
    }

    @ParameterizedTest
    @EnumSource(Operator.class)
    void takesItsNumberOfArgumentsAndNoOther(Operator operator) {
        for (int count : new int[] {0, 1, 2, 3, 101, 1000}) {
            List<AttributeValue> arguments = Collections.nCopies(count, Sent.value("{'S':'a'}"));
            if (counts(operator).contains(count)) {
                assertThatCode(() -> operator.check(arguments))
                        .as("%s of %d", operator, count)
                        .doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> operator.check(arguments))
                        .as("%s of %d", operator, count)
                        .hasMessageEndingWith(
                                INVALID
                                        + "Invalid number of argument(s) for the "
                                        + operator
                                        + " ComparisonOperator");
            }
        }
    }

    /// Checks the number, then that all have one type, then which type, then the order of bounds.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "BETWEEN|{'L':[{'M':{}},{'S':'a'},{'S':'a'}]}|Invalid number of argument(s) for the"
                        + " BETWEEN ComparisonOperator",
                "BETWEEN|{'L':[{'M':{}},{'L':[]}]}|AttributeValues inside AttributeValueList must"
                        + " be of same type",
                "BETWEEN|{'L':[{'S':'b'},{'N':'1'}]}|AttributeValues inside AttributeValueList must"
                        + " be of same type",
                "IN|{'L':[{'S':'b'},{'N':'1'}]}|AttributeValues inside AttributeValueList must be"
                        + " of same type",
                "IN|{'L':[{'SS':['b']},{'SS':['a']}]}|ComparisonOperator IN is not valid for SS"
                        + " AttributeValue type",
            })
    void whatIsWrongFirstIsReported(String operator, String arguments, String text) {
        List<AttributeValue> values = ((AttributeValue.L) Sent.value(arguments)).values();
        assertThatThrownBy(() -> Operator.valueOf(operator).check(values))
                .hasMessageEndingWith(INVALID + text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'N':'10'}|{'N':'9'}",
                "{'S':'b'}|{'S':'a'}",
                "{'B':'gA=='}|{'B':'fw=='}",
            })
    void boundsAreInOrderAndMayBeEqual(String high, String low) {
        assertThatThrownBy(() -> Operator.BETWEEN.check(List.of(Sent.value(high), Sent.value(low))))
                .hasMessageEndingWith(
                        "ValidationException: The BETWEEN condition was provided a range where the"
                                + " lower bound is greater than the upper bound");
        Operator.BETWEEN.check(List.of(Sent.value(low), Sent.value(high)));
        Operator.BETWEEN.check(List.of(Sent.value(low), Sent.value(low)));
        assertThat(Sent.value(low)).isNotEqualTo(Sent.value(high));
    }
}
