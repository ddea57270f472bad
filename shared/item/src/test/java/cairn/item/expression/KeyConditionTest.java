package cairn.item.expression;

import static cairn.item.Samples.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.AttributeValue;
import cairn.item.Decimal;
import cairn.item.KeyRange;
import cairn.item.KeySchema;
import cairn.item.KeySchema.Attribute;
import cairn.item.KeySchema.Type;
import cairn.item.Refused;
import cairn.item.expression.syntax.Expressions;
import cairn.item.expression.syntax.Kind;
import cairn.item.expression.syntax.Syntax;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class KeyConditionTest {
    private static final KeySchema TABLE =
            new KeySchema(new Attribute("pk", Type.S), Optional.of(new Attribute("sk", Type.N)));
    private static final String VALUES =
            "{':p':{'S':'p'},':3':{'N':'3'},':5':{'N':'5'},':s':{'S':'x'},':e':{'S':''}}";

    private static KeyRange range(String text) {
        Placeholders placeholders = new Placeholders(Map.of(), item(VALUES).attributes());
        Syntax syntax = Expressions.parse(Kind.KEY_CONDITION, text);
        return KeyCondition.resolve(syntax, placeholders).against(TABLE).range();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pk = :p|0,1,2,3,4,5,6,7",
                "pk = :p AND sk = :3|3",
                "sk < :3 AND pk = :p|0,1,2",
                "pk = :p AND sk <= :3|0,1,2,3",
                "pk = :p AND sk > :5|6,7",
                "(pk = :p) AND (sk >= :5)|5,6,7",
                "pk = :p AND sk BETWEEN :3 AND :5|3,4,5",
                ":p = pk AND :3 >= sk|0,1,2,3",
                ":5 < sk AND :p = pk|6,7",
                "(:3) <= (sk) AND ((pk) = (:p))|3,4,5,6,7",
                ":3 > sk AND pk = :p|0,1,2",
            })
    void meansARange(String text, String matches) {
        KeyRange range = range(text);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            AttributeValue sort = new AttributeValue.N(Decimal.of(i));
            Map<String, AttributeValue> key = Map.of("pk", new AttributeValue.S("p"), "sk", sort);
            if (range.contains(TABLE.ofKey(key))) {
                found.add(Integer.toString(i));
            }
            Map<String, AttributeValue> other = Map.of("pk", new AttributeValue.S("q"), "sk", sort);
            assertThat(range.contains(TABLE.ofKey(other))).isFalse();
        }
        assertThat(String.join(",", found)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sk = :3|Query condition missed key schema element: pk",
                "pk = :p AND x = :3|Query condition missed key schema element: sk",
                "pk > :p|Query key condition not supported",
                "pk = :3|One or more parameter values were invalid: Condition parameter type does"
                        + " not match schema type",
                "pk = :p OR sk = :3|Invalid operator used in KeyConditionExpression: OR",
                "NOT pk = :p|Invalid operator used in KeyConditionExpression: NOT",
                "pk <> :p|Invalid operator used in KeyConditionExpression: <>",
                "pk IN (:p)|Invalid operator used in KeyConditionExpression: IN",
                "attribute_exists(pk)|Invalid operator used in KeyConditionExpression:"
                        + " attribute_exists",
                "pk = :p AND pk = :s|Invalid KeyConditionExpression: KeyConditionExpressions must"
                        + " only contain one condition per key",
                "pk.a = :p|Invalid KeyConditionExpression: KeyConditionExpressions cannot have"
                        + " conditions on nested attributes",
                "pk = :p AND :3 BETWEEN sk AND :5|Invalid condition in KeyConditionExpression:"
                        + " BETWEEN operator must have the key attribute as its first operand",
                "begins_with(:p, pk)|Invalid condition in KeyConditionExpression: begins_with"
                        + " operator must have the key attribute as its first operand",
                "pk = :p OR sk = :zz|Invalid KeyConditionExpression: An expression attribute value"
                        + " used in expression is not defined; attribute value: :zz",
                "size(pk) = :3|Invalid KeyConditionExpression: KeyConditionExpressions cannot"
                        + " contain nested operations",
                ":p = :p|Invalid condition in KeyConditionExpression: No key attribute specified",
                "pk = sk|Invalid condition in KeyConditionExpression: Multiple attribute names used"
                        + " in one condition",
                "pk = :p AND begins_with(sk, :3)|Invalid KeyConditionExpression: Incorrect operand"
                        + " type for operator or function; operator or function: begins_with,"
                        + " operand type: N",
                "pk = :p AND begins_with(sk, :s)|One or more parameter values were invalid:"
                        + " Condition parameter type does not match schema type",
                "pk = :e|One or more parameter values are not valid. The AttributeValue for a key"
                        + " attribute cannot contain an empty string value. Key: pk",
            })
    void isRefused(String text, String message) {
        assertThatThrownBy(() -> range(text)).isInstanceOf(Refused.class).hasMessage(message);
    }
}
