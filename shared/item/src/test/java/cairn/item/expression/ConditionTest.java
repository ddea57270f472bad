package cairn.item.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.Item;
import cairn.item.Refused;
import cairn.item.Samples;
import cairn.item.expression.syntax.Expressions;
import cairn.item.expression.syntax.Kind;
import cairn.item.expression.syntax.Syntax;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.SplittableRandom;

class ConditionTest {
    private static final String VALUES =
            "{':n5':{'N':'5'},':n7':{'N':'7'},':s':{'S':'abc'},':a':{'S':'a'},':b':{'S':'b'},"
                    + "':t':{'BOOL':true},':l':{'L':[{'N':'1'}]},':ss':{'SS':['y','x']},"
                    + "':m':{'M':{}},':x':{'S':'x'},':null':{'NULL':true},':tyN':{'S':'N'},"
                    + "':tyX':{'S':'X'},':bin':{'B':'AAE='}}";
    private static final Item ITEM =
            Samples.item(
                    "{'n':{'N':'5'},'s':{'S':'abcd'},'t':{'BOOL':true},'l':{'L':[{'N':'1'},"
                            + "{'M':{'k':{'S':'v'}}}]},'ss':{'SS':['x','y']},"
                            + "'m':{'M':{'a':{'N':'5'}}},'b':{'B':'AAEC'}}");

    private static Placeholders placeholders() {
        return new Placeholders(Map.of("#n", "n", "#m", "m"), Samples.item(VALUES).attributes());
    }

    private static Condition condition(String text) {
        return Condition.resolve(
                Kind.CONDITION, Expressions.parse(Kind.CONDITION, text), placeholders());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n = :n5",
                "#n = :n5",
                "n <> :n7",
                "n < :n7",
                "n <= :n5",
                "n >= :n5",
                "n > l[0]",
                "n between :n5 and :n7",
                "n BETWEEN l[0] AND :n5",
                "n IN (:n7, :n5)",
                "attribute_exists(m.a)",
                "attribute_exists(l[1].k)",
                "attribute_not_exists(m.b)",
                "attribute_not_exists(l[2])",
                "attribute_type(n, :tyN)",
                "begins_with(s, :a)",
                "begins_with(b, :bin)",
                "contains(s, :b)",
                "contains(ss, :x)",
                "contains(l, l[0])",
                "size(s) < :n5",
                "size(l) < n",
                "ss = :ss",
                "l[0] <> :n5",
                "gone <> :n5",
                "NOT gone = :n5",
                "NOT n = :n7 AND t = :t",
                "n = :n7 OR t = :t AND n = :n5",
                "(n = :n7 OR t = :t) AND n = :n5",
                "NOT (n = :n7)",
                "NOT NOT n = :n5",
                "(n) = (:n5)",
                "(size(s)) < (:n5)",
                "((size(s)) < #m.a AND (n) IN ((:n7), :n5))",
                "attribute_exists((m.a)) AND (attribute_exists(n))",
                "(n) BETWEEN (:n5) AND (:n7)",
                "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a <> :n5",
                "m.a = :n5",
                "#m.a = n",
                "s <> n"
            })
    void holds(String text) {
        assertThat(condition(text).holds(Subject.of(ITEM))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n = :s",
                "n < :s",
                "gone = :n5",
                "gone < :n5",
                "gone BETWEEN :n5 AND :n7",
                "gone IN (:n5)",
                "n BETWEEN :n7 AND :n7",
                "attribute_exists(m.b)",
                "begins_with(n, :a)",
                "contains(n, :a)",
                "contains(s, :n5)",
                "size(n) > :n5",
                "attribute_type(s, :tyN)",
                "t <> :t",
                "NOT t = :t"
            })
    void doesNotHold(String text) {
        assertThat(condition(text).holds(Subject.of(ITEM))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a = :zz|An expression attribute value used in expression is not defined; attribute"
                        + " value: :zz",
                "#zz = :n5|An expression attribute name used in the document path is not defined;"
                        + " attribute name: #zz",
                "size = :n5|Attribute name is a reserved keyword; reserved keyword: size",
                "m.status = :n5|Attribute name is a reserved keyword; reserved keyword: status",
                "foo(a)|Invalid function name; function: foo",
                "size(a)|The function is not allowed to be used this way in an expression;"
                        + " function: size",
                "a = attribute_exists(b)|The function is not allowed to be used this way in an"
                        + " expression; function: attribute_exists",
                "if_not_exists(a, :a)|The function is not allowed in a condition expression;"
                        + " function: if_not_exists",
                "attribute_exists(a, b)|Incorrect number of operands for operator or function;"
                        + " operator or function: attribute_exists, number of operands: 2",
                "begins_with(a, :n5)|Incorrect operand type for operator or function; operator or"
                        + " function: begins_with, operand type: N",
                "size(size(a)) = :n5|Incorrect operand type for operator or function; operator or"
                        + " function: size, operand type: N",
                "begins_with(size(a), :a)|Incorrect operand type for operator or function;"
                        + " operator or function: begins_with, operand type: N",
                "a < :t|Incorrect operand type for operator or function; operator or function: <,"
                        + " operand type: BOOL",
                "attribute_exists(:a)|Operator or function requires a document path; operator or"
                        + " function: attribute_exists",
                "attribute_type(a, :n5)|Incorrect operand type for operator or function; operator"
                        + " or function: attribute_type, operand type: N",
                "attribute_type(a, :tyX)|Invalid attribute type name found; type: X, valid types:"
                        + " {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
                "contains(a, a)|The first operand must be distinct from the remaining operands for"
                        + " this operator or function; operator: contains, first operand: [a]",
                "a BETWEEN :n5 AND :a|The BETWEEN operator requires same data type for lower and"
                        + " upper bounds; lower bound operand: AttributeValue: {N:5}, upper bound"
                        + " operand: AttributeValue: {S:a}",
                "a BETWEEN :b AND :a|The BETWEEN operator requires upper bound to be greater than"
                    + " or equal to lower bound; lower bound operand: AttributeValue: {S:b}, upper"
                    + " bound operand: AttributeValue: {S:a}",
            })
    void isRefused(String text, String message) {
        assertThatThrownBy(() -> condition(text))
                .isInstanceOf(Refused.class)
                .hasMessage("Invalid ConditionExpression: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "!!|Syntax error; token: \"!\", near: \"!!\"",
                "a =|Syntax error; token: \"<EOF>\", near: \"=\"",
                "a|Syntax error; token: \"<EOF>\", near: \"a\"",
                "a = :a b = :b|Syntax error; token: \"b\", near: \":a b =\"",
                "((a)) = :a|The expression has redundant parentheses;",
                "size(((a))) = :a|The expression has redundant parentheses;",
                "(a)|Syntax error; token: \"<EOF>\", near: \")\"",
                "(a AND b)|Syntax error; token: \"AND\", near: \"a AND b\"",
                "(a = :a AND b)|Syntax error; token: \")\", near: \"b)\"",
                "(NOT a)|Syntax error; token: \")\", near: \"a)\"",
                "(size(a))|The function is not allowed to be used this way in an expression;"
                        + " function: size",
                "l[2147483648] = :a|List index is not within the allowable range; index:"
                        + " [2147483648]",
                "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a[0] = :a|The"
                        + " document path has too many nesting levels; nesting levels: 33",
                "((a = :a))|The expression has redundant parentheses;",
            })
    void aTextThatIsNoConditionIsRefused(String text, String message) {
        assertThatThrownBy(() -> condition(text))
                .isInstanceOf(Refused.class)
                .hasMessage("Invalid ConditionExpression: " + message);
    }

    /// Each kind of mistake is searched for in the whole text before the next kind.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "size = foo((a)) AND|Syntax error",
                "size = :zz AND foo(a) AND ((a = :a))|The expression has redundant parentheses",
                "size = :zz AND a = contains(a, b) AND foo(a)|Invalid function name",
                "size = :zz AND a = contains(a, b)|The function is not allowed to be used this way",
                "a = :zz AND size = :a|Attribute name is a reserved keyword",
                "begins_with(a, :n5, :zz)|An expression attribute value used in expression is not",
                "begins_with(a, :n5) AND a = :zz|Incorrect operand type",
            })
    void mistakesAreToldInDynamoDbsOrder(String text, String beginning) {
        assertThatThrownBy(() -> condition(text))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("Invalid ConditionExpression: " + beginning);
    }

    @Test
    void limitsAreNamed() {
        assertThatThrownBy(() -> condition(""))
                .hasMessage("Invalid ConditionExpression: The expression can not be empty;");
        String long4097 = "a".repeat(4097);
        assertThatThrownBy(() -> condition(long4097))
                .hasMessage(
                        "Invalid ConditionExpression: Expression size has exceeded the maximum"
                                + " allowed size; expression size: 4097");
        String operators = "a=:a" + " OR a=:a".repeat(150);
        assertThatThrownBy(() -> condition(operators))
                .hasMessage(
                        "Invalid ConditionExpression: The expression contains too many operators;"
                                + " operator count: 301");
    }

    @Test
    void everyPlaceholderMustBeUsed() {
        Placeholders placeholders =
                new Placeholders(Map.of("#n", "n"), Samples.item("{':a':{'S':'a'}}").attributes());
        assertThatThrownBy(placeholders::checkAllUsed)
                .hasMessage(
                        "Value provided in ExpressionAttributeNames unused in expressions: keys:"
                                + " {#n}");
        Condition.resolve(
                Kind.CONDITION,
                Expressions.parse(Kind.CONDITION, "attribute_exists(#n)"),
                placeholders);
        assertThatThrownBy(placeholders::checkAllUsed)
                .hasMessage(
                        "Value provided in ExpressionAttributeValues unused in expressions: keys:"
                                + " {:a}");
    }

    /// Random texts made of tokens of the language: each one parses or is refused, nothing else.
    @Test
    void noTextDoesAnythingButParseOrBeRefused() {
        String[] pieces = {
            "a",
            "#n",
            ":a",
            ":n5",
            "(",
            ")",
            "=",
            "<>",
            "<",
            "AND",
            "OR",
            "NOT",
            "BETWEEN",
            "IN",
            ",",
            "size(",
            "contains(",
            "attribute_exists(",
            ".",
            "[",
            "]",
            "0",
            "12345678901",
            "SET",
            "ADD",
            "+",
            "-",
            "é",
            "#",
            ":",
            "'",
            "list_append("
        };
        SplittableRandom random = new SplittableRandom(7);
        int parsed = 0;
        for (int i = 0; i < 40_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(9); j >= 0; j--) {
                text.append(pieces[random.nextInt(pieces.length)]).append(' ');
            }
            for (Kind kind : Kind.values()) {
                parsed += parses(kind, text.toString()) ? 1 : 0;
            }
        }
        assertThat(parsed).isGreaterThan(200);
    }

    private static boolean parses(Kind kind, String text) {
        try {
            Syntax syntax = Expressions.parse(kind, text);
            switch (kind) {
                case CONDITION, FILTER ->
                        Condition.resolve(kind, syntax, placeholders()).holds(Subject.of(ITEM));
                case KEY_CONDITION -> KeyCondition.resolve(syntax, placeholders());
                case PROJECTION ->
                        Projection.resolve((Syntax.Paths) syntax, placeholders()).of(ITEM);
                case UPDATE -> Update.resolve((Syntax.Clauses) syntax, placeholders()).apply(ITEM);
            }
            return true;
        } catch (Refused e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "NOT ", "size(", "a.", "a["})
    void depthIsBounded(String piece) {
        String deep = piece.repeat(4000 / piece.length());
        assertThatThrownBy(() -> condition(deep)).isInstanceOf(Refused.class);
    }
}
