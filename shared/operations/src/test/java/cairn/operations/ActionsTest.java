package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.AttributeValue;
import cairn.item.Decimal;
import cairn.item.Item;
import cairn.item.expression.Condition;
import cairn.item.expression.KeyCondition;
import cairn.item.expression.Placeholders;
import cairn.item.expression.Update;
import cairn.item.expression.syntax.Expressions;
import cairn.item.expression.syntax.Kind;
import cairn.item.expression.syntax.Syntax;
import cairn.operations.read.GetAction;
import cairn.operations.read.PageTerms;
import cairn.operations.read.QueryAction;
import cairn.operations.read.ScanAction;
import cairn.operations.read.StartKey;
import cairn.operations.request.Arrival;
import cairn.operations.request.Capacity;
import cairn.operations.wire.RequestMessage;
import cairn.operations.write.DeleteAction;
import cairn.operations.write.PutAction;
import cairn.operations.write.ReturnValues;
import cairn.operations.write.UpdateAction;
import cairn.operations.write.WriteTerms;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;

/// Actions that do not come from the text of a request. Their creator resolves their values, in any
/// language.
final class ActionsTest {
    private static final Map<String, AttributeValue> KEY =
            Map.of("p", new AttributeValue.S("a"), "s", new AttributeValue.N(Decimal.parse("1")));
    private static final Placeholders VALUES =
            new Placeholders(
                    Map.of(),
                    Map.of(":a", new AttributeValue.S("a"), ":v", new AttributeValue.S("x")));

    private final Service service = Service.withTable();

    private static WriteTerms terms(ReturnValues returns, Optional<Condition> condition) {
        return new WriteTerms(Service.TABLE, Capacity.NONE, returns, false, false, condition, 0);
    }

    private static PageTerms page(Optional<Condition> filter) {
        return new PageTerms(
                Service.TABLE,
                Optional.empty(),
                Optional.empty(),
                PageTerms.Select.ALL_ATTRIBUTES,
                true,
                Capacity.NONE,
                filter,
                Optional.empty(),
                RequestMessage.FILTER_OF_KEY);
    }

    private static Condition condition(Kind kind, String text) {
        return Condition.resolve(kind, Expressions.parse(kind, text), VALUES);
    }

    @Test
    void anItemIsWrittenAndRead() {
        PutAction put = PutAction.of(terms(ReturnValues.NONE, Optional.empty()), Item.of(KEY));
        assertThat(service.run(put).body().text()).isEqualTo("{}");
        Condition absent = condition(Kind.CONDITION, "attribute_not_exists(p)");
        assertThat(
                        service.run(
                                        PutAction.of(
                                                terms(ReturnValues.NONE, Optional.of(absent)),
                                                Item.of(KEY)))
                                .error())
                .isEqualTo("ConditionalCheckFailedException: The conditional request failed");
        Update update =
                Update.resolve(
                        (Syntax.Clauses) Expressions.parse(Kind.UPDATE, "SET v = :v"), VALUES);
        UpdateAction change =
                new UpdateAction(
                        terms(ReturnValues.UPDATED_NEW, Optional.empty()),
                        KEY,
                        Optional.of(update));
        assertThat(service.run(change).at("Attributes")).isEqualTo("{\"v\":{\"S\":\"x\"}}");
        GetAction get =
                new GetAction(
                        Service.TABLE, KEY, true, Capacity.NONE, Optional.empty(), Arrival.UNKNOWN);
        assertThat(service.run(get).at("Item", "v", "S")).isEqualTo("\"x\"");
        DeleteAction delete = new DeleteAction(terms(ReturnValues.ALL_OLD, Optional.empty()), KEY);
        assertThat(service.run(delete).at("Attributes", "v", "S")).isEqualTo("\"x\"");
        assertThat(service.run(get).body().text()).isEqualTo("{}");
    }

    @Test
    void pagesAreRead() {
        for (int s = 1; s <= 3; s++) {
            service.put("a", s, "");
        }
        KeyCondition key =
                KeyCondition.resolve(Expressions.parse(Kind.KEY_CONDITION, "p = :a"), VALUES);
        QueryAction query =
                new QueryAction(
                        page(Optional.empty()),
                        key,
                        false,
                        Optional.of(new StartKey(KEY)),
                        Arrival.UNKNOWN);
        assertThat(Service.sorts(service.run(query))).isEmpty();
        QueryAction whole =
                new QueryAction(
                        page(Optional.empty()), key, false, Optional.empty(), Arrival.UNKNOWN);
        assertThat(Service.sorts(service.run(whole))).containsExactly(3, 2, 1);
        Condition filter = condition(Kind.FILTER, "attribute_exists(v)");
        ScanAction scan =
                new ScanAction(page(Optional.of(filter)), 0, 1, Optional.empty(), Arrival.UNKNOWN);
        assertThat(service.run(scan).at("ScannedCount")).isEqualTo("3");
        assertThat(service.run(scan).at("Count")).isEqualTo("0");
    }

    @Test
    void whatAnActionRefusesIsAnAnswerToo() {
        GetAction get =
                new GetAction(
                        Service.TABLE,
                        Map.of(),
                        true,
                        Capacity.NONE,
                        Optional.empty(),
                        Arrival.UNKNOWN);
        assertThat(service.run(get).error())
                .isEqualTo(
                        "ValidationException: The provided key element does not match the schema");
    }
}
