package cairn.operations.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.operations.Service;
import cairn.operations.request.Action;
import cairn.operations.request.Arrival;
import cairn.operations.wire.Input;
import cairn.operations.write.UpdateAction;
import cairn.operations.write.UpdateItem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Writes, and reads of single items, with legacy parameters.
final class LegacyRequestsTest {
    private static final String VE = "ValidationException: ";
    private static final String TABLE = "'TableName':'Things'";
    private static final String KEY = TABLE + ",'Key':{'p':{'S':'a'},'s':{'N':'1'}}";
    private static final String ITEM = TABLE + ",'Item':{'p':{'S':'a'},'s':{'N':'1'}}";

    private final Service service = Service.withTable();

    private static String is(String name, String value) {
        return "'%s':{'ComparisonOperator':'EQ','AttributeValueList':[%s]}".formatted(name, value);
    }

    /// A request of an operation with its required members.
    private static String request(String operation, String more) {
        String needed =
                switch (operation) {
                    case "PutItem" -> ITEM;
                    case "Query", "Scan" -> TABLE;
                    default -> KEY;
                };
        return "{" + needed + (more.isEmpty() ? "" : "," + more) + "}";
    }

    private String refused(String operation, String more) {
        return service.refused(operation, request(operation, more));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PutItem", "UpdateItem", "DeleteItem"})
    void aWriteIsDoneIfAllThatIsExpectedHolds(String operation) {
        service.put("a", 1, ",'x':{'S':'old'},'y':{'N':'5'}");
        String failed = "ConditionalCheckFailedException: The conditional request failed";
        String returned = ",'ReturnValuesOnConditionCheckFailure':'ALL_OLD'";
        String one = "'Expected':{" + is("x", "{'S':'old'}") + "," + is("y", "{'N':'6'}") + "}";
        Service.Answer answer = service.call(operation, request(operation, one + returned));
        assertThat(answer.error()).isEqualTo(failed);
        assertThat(answer.at("Item", "x", "S")).isEqualTo("\"old\"");
        assertThat(refused(operation, "'Expected':{'x':{'Exists':false}}")).isEqualTo(failed);
        service.ok(operation, request(operation, one + ",'ConditionalOperator':'OR'"));
    }

    @Test
    void whatDoesNotExistIsExpectedNotToBe() {
        service.ok("PutItem", request("PutItem", "'Expected':{'p':{'Exists':false}}"));
        assertThat(refused("PutItem", "'Expected':{'p':{'Exists':false}}"))
                .startsWith("ConditionalCheckFailedException");
        assertThat(refused("DeleteItem", "'Expected':{'x':{'Value':{'S':'x'}}}"))
                .startsWith("ConditionalCheckFailedException");
        service.ok(
                "DeleteItem",
                request(
                        "DeleteItem",
                        "'Expected':{'x':{'ComparisonOperator':'NE','Value':{'S':'x'}}}"));
    }

    @Test
    void anUpdateReturnsTheAttributesThatItNames() {
        service.put("a", 1, ",'n':{'N':'1'},'gone':{'S':'x'},'kept':{'S':'y'}");
        String updates =
                "'AttributeUpdates':{'n':{'Action':'ADD','Value':{'N':'2'}},"
                        + "'gone':{'Action':'DELETE'},'fresh':{'Value':{'S':'z'}}},"
                        + "'ReturnValues':'%s'";
        assertThat(update(updates.formatted("UPDATED_OLD")))
                .isEqualTo("{\"n\":{\"N\":\"1\"},\"gone\":{\"S\":\"x\"}}");
        assertThat(update(updates.formatted("UPDATED_NEW")))
                .isEqualTo("{\"n\":{\"N\":\"5\"},\"fresh\":{\"S\":\"z\"}}");
        assertThat(update(updates.formatted("ALL_OLD"))).contains("\"n\":{\"N\":\"5\"}");
        assertThat(update(updates.formatted("ALL_NEW")))
                .contains("\"n\":{\"N\":\"9\"}", "\"kept\":{\"S\":\"y\"}", "\"p\":{\"S\":\"a\"}")
                .doesNotContain("gone");
        assertThat(update(updates.formatted("NONE"))).isEmpty();
    }

    private String update(String more) {
        return service.ok("UpdateItem", request("UpdateItem", more)).at("Attributes");
    }

    @Test
    void anUpdateMakesAnItemUnlessItOnlyDeletes() {
        String get = "{" + KEY + ",'ConsistentRead':true}";
        for (String taking : new String[] {"", ",'Value':{'SS':['x']}"}) {
            assertThat(update("'AttributeUpdates':{'x':{'Action':'DELETE'" + taking + "}}"))
                    .isEmpty();
            assertThat(service.ok("GetItem", get).body().text()).isEqualTo("{}");
        }
        update("'AttributeUpdates':{}");
        assertThat(service.ok("GetItem", get).at("Item"))
                .isEqualTo("{\"p\":{\"S\":\"a\"},\"s\":{\"N\":\"1\"}}");
        service.ok("DeleteItem", request("DeleteItem", ""));
        update(
                "'AttributeUpdates':{'x':{'Action':'DELETE'},'n':{'Action':'ADD','Value':{'N':'1'}}}");
        assertThat(service.ok("GetItem", get).at("Item", "n")).isEqualTo("{\"N\":\"1\"}");
    }

    /// The weight of writes limits the size of a batch.
    @Test
    void theValuesCountForTheWeightOfAWrite() {
        String more =
                "'Expected':{'a':{'Value':{'S':'abc'}}},"
                        + "'AttributeUpdates':{'b':{'Value':{'S':'defgh'}}}";
        Action action =
                new UpdateItem()
                        .read(new Input(Sent.json(request("UpdateItem", more))), Arrival.UNKNOWN);
        assertThat(((UpdateAction) action).terms().valueBytes()).isEqualTo(8);
    }

    @Test
    void anUpdateKeepsToTheLimitOfItems() {
        String large = "{'Value':{'S':'" + "x".repeat(300_000) + "'}}";
        update("'AttributeUpdates':{'a':" + large + "}");
        assertThat(refused("UpdateItem", "'AttributeUpdates':{'b':" + large + "}"))
                .isEqualTo(VE + "Item size to update has exceeded the maximum allowed size");
        String list = "{'Action':'ADD','Value':{'L':[{'S':'" + "x".repeat(200_000) + "'}]}}";
        update("'AttributeUpdates':{'a':{'Action':'DELETE'},'l':" + list + "}");
        assertThat(refused("UpdateItem", "'AttributeUpdates':{'l':" + list + ",'m':" + list + "}"))
                .isEqualTo(VE + "Item size to update has exceeded the maximum allowed size");
    }

    private void fill() {
        for (int i = 0; i < 5; i++) {
            service.put("a", i, ",'n':{'N':'%d'},'odd':{'BOOL':%b}".formatted(i, i % 2 == 1));
        }
        service.put("b", 0, ",'n':{'N':'2'}");
    }

    @Test
    void aBatchShowsTheAttributesAndAsksForTheRestInTheSameWords() {
        fill();
        String keys = "'Keys':[{'p':{'S':'a'},'s':{'N':'1'}}]";
        Service.Answer answer =
                service.ok(
                        "BatchGetItem",
                        "{'RequestItems':{'Things':{" + keys + ",'AttributesToGet':['n']}}}");
        assertThat(answer.at("Responses", "Things")).isEqualTo("[{\"n\":{\"N\":\"1\"}}]");
        StringBuilder large = new StringBuilder();
        String more = ",'t':{'S':'" + "x".repeat(390_000) + "'}";
        for (int i = 0; i < 50; i++) {
            service.put("c", i, more);
            large.append(i == 0 ? "" : ",").append("{'p':{'S':'c'},'s':{'N':'%d'}}".formatted(i));
        }
        Service.Answer part =
                service.ok(
                        "BatchGetItem",
                        "{'RequestItems':{'Things':{'AttributesToGet':['t','s'],'Keys':["
                                + large
                                + "]}}}");
        assertThat(part.at("UnprocessedKeys", "Things", "AttributesToGet"))
                .isEqualTo("[\"t\",\"s\"]");
    }
}
