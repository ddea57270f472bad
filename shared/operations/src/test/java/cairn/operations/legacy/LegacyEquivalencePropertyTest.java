package cairn.operations.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.AttributeValue;
import cairn.item.Item;
import cairn.item.KeySchema;
import cairn.item.Refused;
import cairn.item.expression.Condition;
import cairn.item.expression.KeyCondition;
import cairn.item.expression.Placeholders;
import cairn.item.expression.Projection;
import cairn.item.expression.Subject;
import cairn.item.expression.Update;
import cairn.item.expression.syntax.Expressions;
import cairn.item.expression.syntax.Kind;
import cairn.item.expression.syntax.Syntax;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// Equivalent legacy parameters and expressions have the same effect on random items. The values
/// are few and similar, so that equal ones are frequent.
final class LegacyEquivalencePropertyTest {
    private static final int CASES = 20_000;
    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final RandomTexts texts = new RandomTexts(random);

    /// The same in both languages.
    private record Both(String legacy, String expression, Map<String, AttributeValue> values) {
        Placeholders placeholders() {
            Map<String, String> names = new LinkedHashMap<>();
            RandomTexts.NAMES.forEach(name -> names.put("#" + name, name));
            return new Placeholders(names, values);
        }
    }

    private static String expression(Operator operator, String name) {
        String n = "#" + name;
        String v = ":" + name;
        return switch (operator) {
            case EQ -> n + " = " + v + "0";
            case NE -> n + " <> " + v + "0";
            case LE -> n + " <= " + v + "0";
            case LT -> n + " < " + v + "0";
            case GE -> n + " >= " + v + "0";
            case GT -> n + " > " + v + "0";
            case BETWEEN -> "%s BETWEEN %s0 AND %s1".formatted(n, v, v);
            case IN -> "%s IN (%s0, %s1, %s2)".formatted(n, v, v, v);
            case BEGINS_WITH -> "begins_with(%s, %s0)".formatted(n, v);
            case CONTAINS -> "contains(%s, %s0)".formatted(n, v);
            case NOT_CONTAINS ->
                    "(attribute_exists(%s) AND NOT contains(%s, %s0))".formatted(n, n, v);
            case NULL -> "attribute_not_exists(" + n + ")";
            case NOT_NULL -> "attribute_exists(" + n + ")";
        };
    }

    private Both conditions(String parameter) {
        boolean or = random.nextBoolean();
        List<String> legacy = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        for (String name : RandomTexts.NAMES.subList(random.nextInt(3), RandomTexts.NAMES.size())) {
            Operator operator = texts.one(List.of(Operator.values()));
            List<String> arguments = texts.arguments(operator);
            legacy.add(
                    "'%s':{'ComparisonOperator':'%s','AttributeValueList':[%s]}"
                            .formatted(name, operator, String.join(",", arguments)));
            expressions.add(expression(operator, name));
            for (int i = 0; i < arguments.size(); i++) {
                values.put(":" + name + i, Sent.value(arguments.get(i)));
            }
        }
        return new Both(
                "{'%s':{%s},'ConditionalOperator':'%s'}"
                        .formatted(parameter, String.join(",", legacy), or ? "OR" : "AND"),
                String.join(or ? " OR " : " AND ", expressions),
                values);
    }

    @Test
    void conditionsHoldOfTheSameItems() {
        int held = 0;
        for (int i = 0; i < CASES; i++) {
            boolean expected = random.nextBoolean();
            Both both = conditions(expected ? "Expected" : "ScanFilter");
            LegacyParameters parameters = Sent.parameters(both.legacy);
            Condition legacy =
                    (expected
                                    ? parameters.expected()
                                    : parameters.filter(LegacyMembers.SCAN_FILTER))
                            .orElseThrow();
            Condition expression =
                    Condition.resolve(
                            Kind.FILTER,
                            Expressions.parse(Kind.FILTER, both.expression),
                            both.placeholders());
            String item = texts.itemText();
            boolean holds = legacy.holds(Subject.of(Sent.item(item)));
            assertThat(holds)
                    .as("seed %d: %s of %s", seed, both.legacy, item)
                    .isEqualTo(expression.holds(Subject.of(Sent.item(item))));
            held += holds ? 1 : 0;
        }
        assertThat(held).as("seed %d: that hold", seed).isBetween(CASES / 10, 9 * CASES / 10);
    }

    private Both updates() {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> legacy = new ArrayList<>();
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        for (String name : RandomTexts.NAMES.subList(random.nextInt(4), RandomTexts.NAMES.size())) {
            String section = texts.one(List.of("SET", "REMOVE", "ADD", "DELETE"));
            String sets = texts.one(List.of("{'SS':['a','b']}", "{'NS':['1']}", "{'BS':['AA==']}"));
            String value =
                    switch (section) {
                        case "SET" -> texts.value(1);
                        case "ADD" -> texts.one(List.of(texts.scalar("N"), sets));
                        default -> sets;
                    };
            String action =
                    switch (section) {
                        case "SET" -> "'Value':" + value;
                        case "REMOVE" -> "'Action':'DELETE'";
                        default -> "'Action':'%s','Value':%s".formatted(section, value);
                    };
            legacy.add("'%s':{%s}".formatted(name, action));
            String clause =
                    switch (section) {
                        case "SET" -> "#%s = :%s";
                        case "REMOVE" -> "#%s";
                        default -> "#%s :%s";
                    };
            sections.computeIfAbsent(section, s -> new ArrayList<>())
                    .add(clause.formatted(name, name));
            values.put(":" + name, Sent.value(value));
        }
        List<String> clauses = new ArrayList<>();
        sections.forEach((section, all) -> clauses.add(section + " " + String.join(", ", all)));
        return new Both(
                "{'AttributeUpdates':{%s}}".formatted(String.join(",", legacy)),
                String.join(" ", clauses),
                values);
    }

    /// The result of an update of an item; absent if the update is refused.
    private static Optional<List<Item>> outcome(Update update, Item item) {
        try {
            Update.Result result = update.apply(item);
            return Optional.of(
                    List.of(result.item(), result.updatedOld(item), result.updatedNew()));
        } catch (Refused e) {
            return Optional.empty();
        }
    }

    @Test
    void updatesMakeTheSameItemsAndReturnTheSame() {
        int applied = 0;
        for (int i = 0; i < CASES; i++) {
            Both both = updates();
            Update legacy = Sent.parameters(both.legacy).update().orElseThrow();
            Update expression =
                    Update.resolve(
                            (Syntax.Clauses) Expressions.parse(Kind.UPDATE, both.expression),
                            both.placeholders());
            String item = texts.itemText();
            Optional<List<Item>> made = outcome(legacy, Sent.item(item));
            assertThat(made)
                    .as("seed %d: %s of %s", seed, both.legacy, item)
                    .isEqualTo(outcome(expression, Sent.item(item)));
            assertThat(legacy.creates()).isEqualTo(expression.creates());
            applied += made.isPresent() ? 1 : 0;
        }
        assertThat(applied).as("seed %d: applied", seed).isBetween(CASES / 5, 9 * CASES / 10);
    }

    @Test
    void keyConditionsMatchTheSameKeys() {
        KeySchema keys =
                new KeySchema(
                        new KeySchema.Attribute("a", KeySchema.Type.S),
                        Optional.of(new KeySchema.Attribute("b", KeySchema.Type.S)));
        for (int i = 0; i < CASES / 10; i++) {
            Operator operator =
                    texts.one(
                            List.of(
                                    Operator.EQ,
                                    Operator.LE,
                                    Operator.LT,
                                    Operator.GE,
                                    Operator.GT,
                                    Operator.BETWEEN,
                                    Operator.BEGINS_WITH));
            List<String> arguments =
                    operator == Operator.BETWEEN
                            ? List.of("{'S':'a'}", "{'S':'b'}")
                            : List.of(
                                    "{'S':'%s'}"
                                            .formatted(
                                                    texts.one(RandomTexts.STRINGS.subList(1, 6))));
            Map<String, AttributeValue> values = new LinkedHashMap<>();
            values.put(":a0", Sent.value("{'S':'x'}"));
            for (int j = 0; j < arguments.size(); j++) {
                values.put(":b" + j, Sent.value(arguments.get(j)));
            }
            String text = "#a = :a0 AND " + expression(operator, "b");
            Both both =
                    new Both(
                            ("{'KeyConditions':{'b':{'ComparisonOperator':'%s',"
                                            + "'AttributeValueList':[%s]},'a':{"
                                            + "'ComparisonOperator':'EQ','AttributeValueList':"
                                            + "[{'S':'x'}]}}}")
                                    .formatted(operator, String.join(",", arguments)),
                            text,
                            values);
            KeyCondition legacy = Sent.parameters(both.legacy).keyCondition().orElseThrow();
            KeyCondition expression =
                    KeyCondition.resolve(
                            Expressions.parse(Kind.KEY_CONDITION, text), both.placeholders());
            assertThat(legacy.against(keys).range())
                    .as("seed %d: %s", seed, both.legacy)
                    .isEqualTo(expression.against(keys).range());
        }
    }

    @Test
    void projectionsShowTheSame() {
        for (int i = 0; i < CASES / 10; i++) {
            List<String> names =
                    RandomTexts.NAMES.subList(random.nextInt(3), 3 + random.nextInt(2));
            String legacy = "{'AttributesToGet':['%s','zz']}".formatted(String.join("','", names));
            Both both = new Both(legacy, "#" + String.join(", #", names), Map.of());
            Projection expression =
                    Projection.resolve(
                            (Syntax.Paths) Expressions.parse(Kind.PROJECTION, both.expression),
                            both.placeholders());
            Item item = Sent.item(texts.itemText());
            assertThat(Sent.parameters(legacy).projection().orElseThrow().of(item))
                    .as("seed %d: %s", seed, legacy)
                    .isEqualTo(expression.of(item));
        }
    }
}
