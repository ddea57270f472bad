package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// PutItem, GetItem, UpdateItem, DeleteItem and the batches.
final class ItemOperationsTest {
    private static final String KEY = "'TableName':'Things','Key':{'p':{'S':'a'},'s':{'N':'1'}}";

    private final Service service = Service.withTable();

    private String update(String more) {
        return service.ok("UpdateItem", "{" + KEY + "," + more + "}").at("Attributes");
    }

    @Test
    void eachReturnValuesOfAnUpdateShowsWhatItSays() {
        service.put("a", 1, ",'x':{'N':'1'},'m':{'M':{'k':{'S':'old'},'j':{'S':'kept'}}}");
        String set = "'UpdateExpression':'SET x = x + :n, m.k = :v','ExpressionAttributeValues':";
        String one = set + "{':n':{'N':'1'},':v':{'S':'new'}},";
        assertThat(update(one + "'ReturnValues':'NONE'")).isEmpty();
        assertThat(update(one + "'ReturnValues':'UPDATED_OLD'"))
                .isEqualTo("{\"x\":{\"N\":\"2\"},\"m\":{\"M\":{\"k\":{\"S\":\"new\"}}}}");
        assertThat(update(one + "'ReturnValues':'UPDATED_NEW'"))
                .isEqualTo("{\"x\":{\"N\":\"4\"},\"m\":{\"M\":{\"k\":{\"S\":\"new\"}}}}");
        assertThat(update(one + "'ReturnValues':'ALL_OLD'")).contains("\"x\":{\"N\":\"4\"}");
        assertThat(update(one + "'ReturnValues':'ALL_NEW'"))
                .contains("\"x\":{\"N\":\"6\"}", "\"j\":{\"S\":\"kept\"}", "\"p\":{\"S\":\"a\"}");
    }

    @Test
    void anUpdateOfWhatIsNotThereMakesAnItem() {
        assertThat(update("'ReturnValues':'ALL_NEW'"))
                .isEqualTo("{\"p\":{\"S\":\"a\"},\"s\":{\"N\":\"1\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REMOVE a", "DELETE a :s", "REMOVE a, b DELETE c :s"})
    void anUpdateThatOnlyTakesAwayMakesNoItem(String expression) {
        String values =
                expression.contains(":s") ? ",'ExpressionAttributeValues':{':s':{'SS':['x']}}" : "";
        for (String returned :
                new String[] {"NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW"}) {
            Service.Answer answer =
                    service.ok(
                            "UpdateItem",
                            "{%s,'UpdateExpression':'%s'%s,'ReturnValues':'%s'}"
                                    .formatted(KEY, expression, values, returned));
            assertThat(answer.body().text()).as(returned).isEqualTo("{}");
        }
        Service.Answer charged =
                service.ok(
                        "UpdateItem",
                        "{%s,'UpdateExpression':'%s'%s,'ReturnConsumedCapacity':'TOTAL'}"
                                .formatted(KEY, expression, values));
        assertThat(charged.at("ConsumedCapacity", "CapacityUnits")).isEqualTo("1.0");
        assertThat(service.ok("GetItem", "{" + KEY + ",'ConsistentRead':true}").body().text())
                .isEqualTo("{}");
        assertThat(service.ok("Scan", "{'TableName':'Things'}").count("Items")).isZero();
        assertThat(
                        service.refused(
                                "UpdateItem",
                                "{%s,'UpdateExpression':'%s'%s,'ConditionExpression':"
                                                .formatted(KEY, expression, values)
                                        + "'attribute_exists(p)'}"))
                .startsWith("ConditionalCheckFailedException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET a = :n", "ADD a :n", "REMOVE b SET a = :n"})
    void anUpdateThatPutsSomethingMakesAnItem(String expression) {
        assertThat(
                        update(
                                "'UpdateExpression':'%s','ReturnValues':'ALL_NEW',"
                                                .formatted(expression)
                                        + "'ExpressionAttributeValues':{':n':{'N':'1'}}"))
                .contains("\"a\":{\"N\":\"1\"}", "\"p\":{\"S\":\"a\"}");
    }

    @Test
    void setsComeBackInTheirOrderFromEveryAnswer() {
        String sets = "{\"SS\":[\"B\",\"a\",\"b\"]}";
        service.put("a", 1, ",'x':{'SS':['b','B','a']},'n':{'NS':['10','9','1.0']}");
        assertThat(service.ok("GetItem", "{" + KEY + "}").at("Item", "x")).isEqualTo(sets);
        assertThat(service.ok("GetItem", "{" + KEY + "}").at("Item", "n"))
                .isEqualTo("{\"NS\":[\"1\",\"9\",\"10\"]}");
        String add =
                "'UpdateExpression':'ADD x :x','ExpressionAttributeValues':"
                        + "{':x':{'SS':['c','A']}},'ReturnValues':'%s'";
        assertThat(update(add.formatted("ALL_OLD"))).contains(sets);
        assertThat(update(add.formatted("UPDATED_NEW")))
                .isEqualTo("{\"x\":{\"SS\":[\"A\",\"B\",\"a\",\"b\",\"c\"]}}");
        assertThat(update(add.replace("ADD", "DELETE").formatted("ALL_NEW"))).contains(sets);
        assertThat(
                        service.ok(
                                        "Scan",
                                        "{'TableName':'Things','FilterExpression':'x = :x',"
                                                + "'ExpressionAttributeValues':"
                                                + "{':x':{'SS':['a','b','B']}}}")
                                .at("Items", 0, "x"))
                .isEqualTo(sets);
    }

    @Test
    void emptyMapsOfLegacyParametersAskForNothing() {
        String empty = "'Expected':{}";
        service.ok(
                "PutItem",
                "{'TableName':'Things','Item':" + Service.item("a", 1, "") + "," + empty + "}");
        service.ok("UpdateItem", "{" + KEY + "," + empty + ",'AttributeUpdates':{}}");
        service.ok("Scan", "{'TableName':'Things','ScanFilter':{}}");
        String query =
                "{'TableName':'Things','QueryFilter':{},'KeyConditions':{'p':"
                        + "{'ComparisonOperator':'EQ','AttributeValueList':[{'S':'a'}]}}}";
        assertThat(service.ok("Query", query).count("Items")).isEqualTo(1);
        assertThat(service.refused("Query", "{'TableName':'Things','KeyConditions':{}}"))
                .isEqualTo("ValidationException: Conditions can be of length 1 or 2 only");
        service.ok("DeleteItem", "{" + KEY + "," + empty + "}");
    }

    @Test
    void onePutItemOfTwoWithAConditionWins() {
        String put =
                """
                {'TableName':'Things','Item':{'p':{'S':'a'},'s':{'N':'1'},'by':{'S':'%s'}},
                 'ConditionExpression':'attribute_not_exists(p)',
                 'ReturnValuesOnConditionCheckFailure':'ALL_OLD'}
                """;
        service.ok("PutItem", put.formatted("first"));
        Service.Answer second = service.call("PutItem", put.formatted("second"));
        assertThat(second.error())
                .isEqualTo("ConditionalCheckFailedException: The conditional request failed");
        assertThat(second.at("Item", "by", "S")).isEqualTo("\"first\"");
    }

    @Test
    void deletingReturnsTheOldItemOnceAndNothingAfterwards() {
        service.put("a", 1, ",'x':{'NULL':true}");
        String delete = "{" + KEY + ",'ReturnValues':'ALL_OLD'}";
        assertThat(service.ok("DeleteItem", delete).at("Attributes", "x"))
                .isEqualTo("{\"NULL\":true}");
        assertThat(service.ok("DeleteItem", delete).body().text()).isEqualTo("{}");
        assertThat(service.ok("GetItem", "{" + KEY + "}").body().text()).isEqualTo("{}");
    }

    @Test
    void capacityIsCountedByTheItemsSize() {
        String big = ",'t':{'S':'" + "x".repeat(9_000) + "'}";
        String put = "{'TableName':'Things','ReturnConsumedCapacity':'TOTAL','Item':";
        String units = "CapacityUnits";
        assertThat(
                        service.ok("PutItem", put + Service.item("a", 1, big) + "}")
                                .at("ConsumedCapacity", units))
                .isEqualTo("9.0");
        String get = "{" + KEY + ",'ReturnConsumedCapacity':'TOTAL','ConsistentRead':%s}";
        assertThat(service.ok("GetItem", get.formatted("true")).at("ConsumedCapacity", units))
                .isEqualTo("3.0");
        assertThat(service.ok("GetItem", get.formatted("false")).at("ConsumedCapacity", units))
                .isEqualTo("1.5");
        assertThat(
                        service.ok("PutItem", put + Service.item("a", 1, "") + "}")
                                .at("ConsumedCapacity", units))
                .as("the larger of the old and the new item")
                .isEqualTo("9.0");
        String failing =
                "{"
                        + KEY
                        + ",'ConditionExpression':'attribute_exists(q)',"
                        + "'ReturnConsumedCapacity':'TOTAL'}";
        assertThat(service.refused("DeleteItem", failing))
                .startsWith("ConditionalCheckFailedException");
    }

    @Test
    void anItemOf400KilobytesIsTakenAndOneByteMoreIsNot() {
        int rest = "p".length() + "a".length() + "s".length() + 2 + "t".length();
        String text = ",'t':{'S':'%s'}";
        service.put("a", 1, text.formatted("x".repeat(400 * 1024 - rest)));
        String over = Service.item("a", 1, text.formatted("x".repeat(400 * 1024 - rest + 1)));
        assertThat(service.refused("PutItem", "{'TableName':'Things','Item':" + over + "}"))
                .isEqualTo("ValidationException: Item size has exceeded the maximum allowed size");
        assertThat(
                        service.refused(
                                "UpdateItem",
                                "{"
                                        + KEY
                                        + ",'UpdateExpression':'SET y = :y',"
                                        + "'ExpressionAttributeValues':{':y':{'S':'xx'}}}"))
                .isEqualTo(
                        "ValidationException: Item size to update has exceeded the maximum allowed"
                                + " size");
    }

    @Test
    void aBatchCostsWhatItsWritesWouldCostOneByOne() {
        String big = ",'t':{'S':'" + "x".repeat(3000) + "'}";
        service.put("a", 1, big);
        service.put("b", 1, big);
        Service.Answer written =
                service.ok(
                        "BatchWriteItem",
                        "{'ReturnConsumedCapacity':'INDEXES','RequestItems':{'Things':["
                                + "{'PutRequest':{'Item':"
                                + Service.item("a", 1, "")
                                + "}},{'DeleteRequest':{'Key':"
                                + Service.item("b", 1, "")
                                + "}},{'DeleteRequest':{'Key':"
                                + Service.item("none", 1, "")
                                + "}}]}}");
        assertThat(written.at("ConsumedCapacity", 0))
                .isEqualTo(
                        "{\"TableName\":\"Things\",\"CapacityUnits\":7.0,"
                                + "\"Table\":{\"CapacityUnits\":7.0}}");
    }

    @Test
    void theUpdateIsJudgedBeforeItsCondition() {
        assertThat(
                        service.refused(
                                "UpdateItem",
                                "{"
                                        + KEY
                                        + ",'UpdateExpression':'SET x = :x',"
                                        + "'ConditionExpression':'y ='}"))
                .startsWith(
                        "ValidationException: Invalid UpdateExpression: An expression attribute"
                                + " value used in expression is not defined");
    }

    @Test
    void aPlaceholderStandsForANameThatIsNotEmpty() {
        assertThat(
                        service.refused(
                                "GetItem",
                                "{"
                                        + KEY
                                        + ",'ProjectionExpression':'#a',"
                                        + "'ExpressionAttributeNames':{'#a':''}}"))
                .isEqualTo(
                        "ValidationException: ExpressionAttributeNames contains invalid value:"
                                + " Empty attribute name for key #a");
    }

    @Test
    void batchesWriteAndReadAcrossTables() {
        service.ok(
                "CreateTable",
                """
                {'TableName':'Others','BillingMode':'PAY_PER_REQUEST',
                 'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],
                 'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'B'}]}
                """);
        service.put("gone", 1, "");
        Service.Answer written =
                service.ok(
                        "BatchWriteItem",
                        """
                        {'ReturnConsumedCapacity':'TOTAL','RequestItems':{
                          'Things':[{'PutRequest':{'Item':{'p':{'S':'a'},'s':{'N':'1'}}}},
                                    {'DeleteRequest':{'Key':{'p':{'S':'gone'},'s':{'N':'1'}}}}],
                          'Others':[{'PutRequest':{'Item':{'id':{'B':'AAE='}}}}]}}
                        """);
        assertThat(written.at("UnprocessedItems")).isEqualTo("{}");
        assertThat(written.count("ConsumedCapacity")).isEqualTo(2);
        Service.Answer read =
                service.ok(
                        "BatchGetItem",
                        """
                        {'RequestItems':{
                          'Things':{'Keys':[{'p':{'S':'a'},'s':{'N':'1'}},
                                            {'p':{'S':'gone'},'s':{'N':'1'}}]},
                          'Others':{'Keys':[{'id':{'B':'AAE='}}],'ConsistentRead':true}}}
                        """);
        assertThat(read.at("Responses", "Things"))
                .isEqualTo("[{\"p\":{\"S\":\"a\"},\"s\":{\"N\":\"1\"}}]");
        assertThat(read.at("Responses", "Others")).isEqualTo("[{\"id\":{\"B\":\"AAE=\"}}]");
        assertThat(read.at("UnprocessedKeys")).isEqualTo("{}");
    }

    @Test
    void aBatchOverItsLimitsOrWithAKeyTwiceWritesNothing() {
        StringBuilder puts = new StringBuilder();
        for (int i = 0; i < 26; i++) {
            puts.append(i == 0 ? "" : ",")
                    .append("{'PutRequest':{'Item':" + Service.item("a", i, "") + "}}");
        }
        assertThat(service.refused("BatchWriteItem", "{'RequestItems':{'Things':[" + puts + "]}}"))
                .contains("Member must have length less than or equal to 25");
        String twice = "{'DeleteRequest':{'Key':" + Service.item("a", 1, "") + "}}";
        assertThat(
                        service.refused(
                                "BatchWriteItem",
                                "{'RequestItems':{'Things':[" + twice + "," + twice + "]}}"))
                .isEqualTo("ValidationException: Provided list of item keys contains duplicates");
        assertThat(service.ok("Scan", "{'TableName':'Things'}").count("Items")).isZero();
    }

    @Test
    void aBatchGetOver16MegabytesLeavesKeysForLater() {
        String text = ",'t':{'S':'" + "x".repeat(390_000) + "'}";
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            service.put("a", i, text);
            keys.append(i == 0 ? "" : ",").append(Service.item("a", i, ""));
        }
        Service.Answer read =
                service.ok(
                        "BatchGetItem",
                        "{'RequestItems':{'Things':{'Keys':["
                                + keys
                                + "],'ProjectionExpression':'s'}}}");
        assertThat(read.at("UnprocessedKeys", "Things", "Keys", 0)).isNotEmpty();
        assertThat(read.at("UnprocessedKeys", "Things", "ProjectionExpression")).isEqualTo("\"s\"");
        assertThat(read.at("Responses", "Things", 40)).isNotEmpty();
        assertThat(read.at("Responses", "Things", 45)).isEmpty();
    }
}
