package cairn.item.expression;

import static cairn.item.Samples.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.AttributeValue;
import cairn.item.Decimal;
import cairn.item.Item;
import cairn.item.KeySchema;
import cairn.item.Refused;
import cairn.item.expression.syntax.Expressions;
import cairn.item.expression.syntax.Kind;
import cairn.item.expression.syntax.Syntax;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

class UpdateTest {
    private static final Item ITEM =
            item(
                    "{'pk':{'S':'p'},'n':{'N':'5'},'l':{'L':[{'N':'0'},{'N':'1'},{'N':'2'}]},"
                            + "'m':{'M':{'a':{'N':'1'},'b':{'S':'x'}}},'ss':{'SS':['x','y']}}");
    private static final String VALUES =
            "{':one':{'N':'1'},':s':{'S':'s'},':l':{'L':[{'N':'9'}]},':ss':{'SS':['y','z']},"
                    + "':xy':{'SS':['x','y']},':m':{'M':{}},':big':{'N':'9e125'}}";

    private static Placeholders placeholders() {
        return new Placeholders(Map.of("#s", "size"), item(VALUES).attributes());
    }

    private static Update update(String text) {
        return Update.resolve(
                (Syntax.Clauses) Expressions.parse(Kind.UPDATE, text), placeholders());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SET n = n + :one|'n':{'N':'6'}",
                "SET n = :one - n|'n':{'N':'-4'}",
                "SET x = n, n = :one|'x':{'N':'5'}",
                "SET m.a = :s|'m':{'M':{'a':{'S':'s'},'b':{'S':'x'}}}",
                "SET m.c = :s|'m':{'M':{'a':{'N':'1'},'b':{'S':'x'},'c':{'S':'s'}}}",
                "SET l[1] = :s|'l':{'L':[{'N':'0'},{'S':'s'},{'N':'2'}]}",
                "SET l[9] = :s|'l':{'L':[{'N':'0'},{'N':'1'},{'N':'2'},{'S':'s'}]}",
                "SET l[9] = :s, l[7] = :one|'l':{'L':[{'N':'0'},{'N':'1'},{'N':'2'},{'N':'1'},"
                        + "{'S':'s'}]}",
                "SET x = if_not_exists(n, :s)|'x':{'N':'5'}",
                "SET x = if_not_exists(y, :s)|'x':{'S':'s'}",
                "SET x = if_not_exists(y, :one) + :one|'x':{'N':'2'}",
                "SET l = list_append(l, :l)|'l':{'L':[{'N':'0'},{'N':'1'},{'N':'2'},{'N':'9'}]}",
                "SET l = list_append(:l, l)|'l':{'L':[{'N':'9'},{'N':'0'},{'N':'1'},{'N':'2'}]}",
                "SET #s = :m|'size':{'M':{}}",
                "SET n = (n + :one)|'n':{'N':'6'}",
                "SET n = (n) - ((:one) + n)|'n':{'N':'-1'}",
                "SET l = list_append((l), (:l))|'l':{'L':[{'N':'0'},{'N':'1'},{'N':'2'},"
                        + "{'N':'9'}]}",
                "REMOVE l[0], l[2]|'l':{'L':[{'N':'1'}]}",
                "REMOVE l[0] SET l[2] = :s|'l':{'L':[{'N':'1'},{'S':'s'}]}",
                "REMOVE m.a|'m':{'M':{'b':{'S':'x'}}}",
                "REMOVE m.zz|'m':{'M':{'a':{'N':'1'},'b':{'S':'x'}}}",
                "ADD n :one|'n':{'N':'6'}",
                "ADD x :one|'x':{'N':'1'}",
                "ADD ss :ss|'ss':{'SS':['x','y','z']}",
                "ADD x :ss|'x':{'SS':['y','z']}",
                "ADD m.a :one|'m':{'M':{'a':{'N':'2'},'b':{'S':'x'}}}",
                "DELETE ss :ss|'ss':{'SS':['x']}",
                "add n :one delete ss :ss|'n':{'N':'6'}",
            })
    void changesTheItem(String text, String expected) {
        Item updated = update(text).apply(ITEM).item();
        Item attributes = item("{" + expected + "}");
        attributes
                .attributes()
                .forEach((name, value) -> assertThat(updated.get(name)).isEqualTo(value));
        assertThat(updated.get("pk")).isEqualTo(ITEM.get("pk"));
    }

    @Test
    void removalAndTheLastMembersDeletionTakeTheAttributeAway() {
        assertThat(update("REMOVE n").apply(ITEM).item().get("n")).isNull();
        assertThat(update("DELETE ss :xy").apply(ITEM).item().get("ss")).isNull();
        assertThat(update("REMOVE zz").apply(ITEM).item()).isEqualTo(ITEM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SET x = y|The provided expression refers to an attribute that does not exist in"
                        + " the item",
                "SET x.y = :s|The document path provided in the update expression is invalid for"
                        + " update",
                "SET n.y = :s|The document path provided in the update expression is invalid for"
                        + " update",
                "SET m[0] = :s|The document path provided in the update expression is invalid for"
                        + " update",
                "SET n = l + :one|An operand in the update expression has an incorrect data type",
                "SET n = list_append(n, :l)|An operand in the update expression has an incorrect"
                        + " data type",
                "ADD l :one|An operand in the update expression has an incorrect data type",
                "ADD n :ss|An operand in the update expression has an incorrect data type",
                "DELETE n :ss|An operand in the update expression has an incorrect data type",
                "SET n = n + :big|Number overflow. Attempting to store a number with magnitude"
                        + " larger than supported range",
            })
    void anItemThatItDoesNotFitIsRefused(String text, String message) {
        assertThatThrownBy(() -> update(text).apply(ITEM))
                .isInstanceOf(Refused.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SET a = :s SET b = :s|The \"SET\" section can only be used once in an update"
                        + " expression;",
                "ADD a :s|Incorrect operand type for operator or function; operator: ADD, operand"
                        + " type: STRING",
                "DELETE a :one|Incorrect operand type for operator or function; operator: DELETE,"
                        + " operand type: NUMBER",
                "SET a = :s + :one|Incorrect operand type for operator or function; operator or"
                        + " function: +, operand type: S",
                "SET a = list_append(a, :s)|Incorrect operand type for operator or function;"
                        + " operator or function: list_append, operand type: S",
                "SET a = size(b)|The function is not allowed in an update expression; function:"
                        + " size",
                "SET a = foo(b)|Invalid function name; function: foo",
                "SET a = (b|Syntax error; token: \"<EOF>\", near: \"b\"",
                "SET set = :s|Syntax error; token: \"set\", near: \"SET set =\"",
                "SET between = :s|Attribute name is a reserved keyword; reserved keyword: between",
                "SET a = if_not_exists(:s, :s)|Operator or function requires a document path;"
                        + " operator or function: if_not_exists",
                "SET a = :s, a.b = :s|Two document paths overlap with each other; must remove or"
                        + " rewrite one of these paths; path one: [a], path two: [a, b]",
                "SET a.b = :s REMOVE a[0]|Two document paths conflict with each other; must remove"
                        + " or rewrite one of these paths; path one: [a, b], path two: [a, [0]]",
                "SET a = :s, a = :s|Two document paths overlap with each other; must remove or"
                        + " rewrite one of these paths; path one: [a], path two: [a]",
                "FOO a = :s|Syntax error; token: \"FOO\", near: \"FOO a\"",
                "SET a = :s,|Syntax error; token: \"<EOF>\", near: \",\"",
            })
    void aTextThatIsWrongIsRefused(String text, String message) {
        assertThatThrownBy(() -> update(text))
                .isInstanceOf(Refused.class)
                .hasMessage("Invalid UpdateExpression: " + message);
    }

    /// Each kind of mistake is searched for in the whole text before the next kind.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SET size = foo(:s) SET a = :s,|Syntax error",
                "SET a = foo(:s), size = :s SET b = :s|Attribute name is a reserved keyword",
                "SET a = :s SET b = foo(:s)|Invalid function name",
                "SET a = :zz, #zz = :s SET b = :s|The \"SET\" section can only be used once",
                "SET a = :zz, a = :s, #zz = :s|An expression attribute name used in the document",
                "SET a = :s, a = :zz|An expression attribute value used in expression is not",
                "SET a = list_append(:s, :s), b = :s, b = :s|Two document paths overlap",
                "SET a = list_append(:s, :s) ADD b :s|Incorrect operand type for operator or"
                        + " function; operator: ADD",
            })
    void mistakesAreToldInDynamoDbsOrder(String text, String beginning) {
        assertThatThrownBy(() -> update(text))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("Invalid UpdateExpression: " + beginning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET pk = :s|One or more parameter values were invalid: Cannot update attribute pk."
                        + " This attribute is part of the key",
                "REMOVE pk.a|One or more parameter values were invalid: Cannot update attribute pk."
                        + " This attribute is part of the key",
            })
    void keysAreNotUpdated(String text, String message) {
        KeySchema schema =
                new KeySchema(new KeySchema.Attribute("pk", KeySchema.Type.S), Optional.empty());
        assertThatThrownBy(() -> update(text).checkAgainst(schema)).hasMessage(message);
    }

    @Test
    void anUpdateMayNotNestDeeperThanAPutMay() {
        Item deep = item("{'d':" + "{'M':{'a':".repeat(31) + "{'S':''}" + "}}".repeat(31) + "}");
        assertThat(update("SET b = d").apply(deep).item().get("b")).isEqualTo(deep.get("d"));
        assertThatThrownBy(() -> update("SET d.b = d").apply(deep))
                .hasMessageStartingWith("Nesting Levels have exceeded supported limits");
        assertThat(update("SET d.b = d.a").apply(deep).item()).isNotEqualTo(deep);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SET n = :one|{'n':{'N':'5'}}|{'n':{'N':'1'}}",
                "SET m.a = :s|{'m':{'M':{'a':{'N':'1'}}}}|{'m':{'M':{'a':{'S':'s'}}}}",
                "SET x = :s|{}|{'x':{'S':'s'}}",
                "REMOVE n|{'n':{'N':'5'}}|{}",
                "SET l[1] = :s|{'l':{'L':[{'N':'1'}]}}|{'l':{'L':[{'S':'s'}]}}",
                "SET l[9] = :s|{}|{}",
                "SET l[3] = :s|{}|{'l':{'L':[{'S':'s'}]}}",
                "REMOVE l[1]|{'l':{'L':[{'N':'1'}]}}|{'l':{'L':[{'N':'2'}]}}",
                "REMOVE l[2]|{'l':{'L':[{'N':'2'}]}}|{}",
                "REMOVE l[0], l[5] SET m.a = :s|{'l':{'L':[{'N':'0'}]},'m':{'M':{'a':{'N':'1'}}}}|"
                        + "{'l':{'L':[{'N':'1'}]},'m':{'M':{'a':{'S':'s'}}}}",
                "SET l[0] = :s, l[2] = :one|{'l':{'L':[{'N':'0'},{'N':'2'}]}}|"
                        + "{'l':{'L':[{'S':'s'},{'N':'1'}]}}",
            })
    void touchedPlacesAreToldOldAndNew(String text, String old, String updated) {
        Update.Result result = update(text).apply(ITEM);
        assertThat(result.updatedOld(ITEM)).isEqualTo(item(old));
        assertThat(result.updatedNew()).isEqualTo(item(updated));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "n, m.a|{'n':{'N':'5'},'m':{'M':{'a':{'N':'1'}}}}",
                "l[2], l[0]|{'l':{'L':[{'N':'0'},{'N':'2'}]}}",
                "zz, m.zz, l[7]|{}",
                "m.a, m.b|{'m':{'M':{'a':{'N':'1'},'b':{'S':'x'}}}}",
            })
    void aProjectionTakesParts(String text, String expected) {
        Syntax.Paths syntax = (Syntax.Paths) Expressions.parse(Kind.PROJECTION, text);
        assertThat(Projection.resolve(syntax, placeholders()).of(ITEM)).isEqualTo(item(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REMOVE n|false",
                "DELETE ss :ss|false",
                "REMOVE n DELETE ss :ss|false",
                "SET x = :s|true",
                "ADD x :one|true",
                "REMOVE n ADD x :one|true",
            })
    void onlyWhatPutsSomethingMakesAnItem(String text, boolean creates) {
        assertThat(update(text).creates()).isEqualTo(creates);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET _a = :s",
                "SET a._b = :s",
                "SET a = _b",
                "SET a = _f(:s)",
                "REMOVE _a",
                "ADD _a :one",
            })
    void aNameBeginsWithALetter(String text) {
        assertThatThrownBy(() -> update(text))
                .hasMessageStartingWith(
                        "Invalid UpdateExpression: Syntax error; token: \"_\", near:");
        assertThat(update(text.replace("_a", "a_").replace("_b", "b_").replace("_f(:s)", "b_")))
                .isNotNull();
    }

    @Test
    void aPlaceholderMayBeginWithAnUnderscore() {
        Placeholders placeholders =
                new Placeholders(Map.of("#_a", "_a"), item("{':_v':{'N':'1'}}").attributes());
        Syntax.Clauses syntax =
                (Syntax.Clauses) Expressions.parse(Kind.UPDATE, "SET #_a = :_v, a_b = :_v");
        assertThat(Update.resolve(syntax, placeholders).apply(ITEM).item().get("_a")).isNotNull();
    }

    /// A list that counts the reads of its elements.
    private static final class CountedList extends AbstractList<AttributeValue> {
        private final int size;
        private long looks;

        CountedList(int size) {
            this.size = size;
        }

        @Override
        public AttributeValue get(int index) {
            looks++;
            return new AttributeValue.Null();
        }

        @Override
        public int size() {
            return size;
        }
    }

    /// The more clauses repeat an operand, the sooner the item is too large.
    @ParameterizedTest
    @ValueSource(strings = {"SET %s", "SET m.%s", "SET l[%s]"})
    void aLargeOperandIsNotGoneThroughOncePerClause(String form) {
        CountedList list = new CountedList(150_000);
        Map<String, AttributeValue> values = Map.of(":v", new AttributeValue.L(list));
        StringJoiner clauses = new StringJoiner(", ", "SET ", "");
        String place = form.substring("SET ".length());
        for (int i = 0; i < 200; i++) {
            clauses.add(place.formatted(place.contains("[") ? i : "x" + i) + " = :v");
        }
        Syntax.Clauses syntax = (Syntax.Clauses) Expressions.parse(Kind.UPDATE, clauses.toString());
        Update update = Update.resolve(syntax, new Placeholders(Map.of(), values));
        assertThatThrownBy(() -> update.apply(ITEM))
                .hasMessage("Item size to update has exceeded the maximum allowed size");
        assertThat(list.looks).isLessThanOrEqualTo(4L * list.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"list_append(%s, :v)", "if_not_exists(zz, list_append(%s, :v))"})
    void listsAppendedToEachOtherAreCopiedOnce(String call) {
        CountedList list = new CountedList(1000);
        Map<String, AttributeValue> values = Map.of(":v", new AttributeValue.L(list));
        String nested = ":v";
        for (int i = 0; i < 80; i++) {
            nested = call.formatted(nested);
        }
        Syntax.Clauses syntax =
                (Syntax.Clauses) Expressions.parse(Kind.UPDATE, "SET x = " + nested);
        Update update = Update.resolve(syntax, new Placeholders(Map.of(), values));
        Item updated = update.apply(ITEM).item();
        assertThat(updated.get("x"))
                .isInstanceOfSatisfying(
                        AttributeValue.L.class, l -> assertThat(l.values()).hasSize(81_000));
        assertThat(list.looks).isLessThanOrEqualTo(81_000);
    }

    @Test
    void listsAppendedToEachOtherStopAtTheSizeOfAnItem() {
        CountedList list = new CountedList(300_000);
        Map<String, AttributeValue> values = Map.of(":v", new AttributeValue.L(list));
        String nested = ":v";
        for (int i = 0; i < 200; i++) {
            nested = "list_append(" + nested + ",:v)";
        }
        Syntax.Clauses syntax =
                (Syntax.Clauses) Expressions.parse(Kind.UPDATE, "SET x = " + nested);
        Update update = Update.resolve(syntax, new Placeholders(Map.of(), values));
        assertThatThrownBy(() -> update.apply(ITEM))
                .hasMessage("Item size to update has exceeded the maximum allowed size");
        assertThat(list.looks).isLessThanOrEqualTo(list.size());
    }

    @Test
    void setsAddedToStopAtTheSizeOfAnItem() {
        List<Decimal> members = new ArrayList<>();
        for (int i = 0; i < 300_000; i++) {
            members.add(Decimal.of(i));
        }
        Map<String, AttributeValue> values = Map.of(":v", AttributeValue.Ns.of(members));
        Update update =
                Update.resolve(
                        (Syntax.Clauses) Expressions.parse(Kind.UPDATE, "ADD a :v, b :v"),
                        new Placeholders(Map.of(), values));
        assertThatThrownBy(() -> update.apply(item("{'a':{'NS':['1']},'b':{'NS':['1']}}")))
                .hasMessage("Item size to update has exceeded the maximum allowed size");
    }

    @Test
    void membersAddedAndDeletedKeepTheOrderOfTheSet() {
        Item item = item("{'s':{'NS':['30','4','500']}}");
        Placeholders more =
                new Placeholders(Map.of(), item("{':v':{'NS':['100','3','4']}}").attributes());
        Update add =
                Update.resolve((Syntax.Clauses) Expressions.parse(Kind.UPDATE, "ADD s :v"), more);
        Update delete =
                Update.resolve(
                        (Syntax.Clauses) Expressions.parse(Kind.UPDATE, "DELETE s :v"), more);
        Item added = add.apply(item).item();
        assertThat(added.get("s")).hasToString("Ns[values=[3, 4, 30, 100, 500]]");
        assertThat(delete.apply(added).item().get("s")).hasToString("Ns[values=[30, 500]]");
    }
}
