package cairn.operations.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.operations.Service;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/// Query and Scan with legacy parameters.
final class LegacyQueryTest {
    private static final String VE = "ValidationException: ";
    private static final String TABLE = "'TableName':'Things'";
    private static final String KEY = TABLE + ",'Key':{'p':{'S':'a'},'s':{'N':'1'}}";
    private static final String ITEM = TABLE + ",'Item':{'p':{'S':'a'},'s':{'N':'1'}}";
    private static final String OF_A =
            "'KeyConditions':{'p':{'ComparisonOperator':'EQ','AttributeValueList':[{'S':'a'}]}%s}";

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

    private void fill() {
        for (int i = 0; i < 5; i++) {
            service.put("a", i, ",'n':{'N':'%d'},'odd':{'BOOL':%b}".formatted(i, i % 2 == 1));
        }
        service.put("b", 0, ",'n':{'N':'2'}");
    }

    private List<Integer> query(String sort) {
        return Service.sorts(service.ok("Query", request("Query", OF_A.formatted(sort))));
    }

    @Test
    void aQueryTakesEachOperatorThatKeysHave() {
        fill();
        String sort = ",'s':{'ComparisonOperator':'%s','AttributeValueList':[{'N':'2'}%s]}";
        assertThat(query("")).containsExactly(0, 1, 2, 3, 4);
        assertThat(query(sort.formatted("EQ", ""))).containsExactly(2);
        assertThat(query(sort.formatted("LE", ""))).containsExactly(0, 1, 2);
        assertThat(query(sort.formatted("LT", ""))).containsExactly(0, 1);
        assertThat(query(sort.formatted("GE", ""))).containsExactly(2, 3, 4);
        assertThat(query(sort.formatted("GT", ""))).containsExactly(3, 4);
        assertThat(query(sort.formatted("BETWEEN", ",{'N':'3.5'}"))).containsExactly(2, 3);
    }

    @Test
    void filtersReduceCountAndNotWhatIsScanned() {
        fill();
        String two =
                "{"
                        + is("odd", "{'BOOL':true}")
                        + ",'n':{'ComparisonOperator':'GT',"
                        + "'AttributeValueList':[{'N':'2'}]}}";
        Service.Answer query =
                service.ok("Query", request("Query", OF_A.formatted("") + ",'QueryFilter':" + two));
        assertThat(Service.sorts(query)).containsExactly(3);
        assertThat(query.at("Count")).isEqualTo("1");
        assertThat(query.at("ScannedCount")).isEqualTo("5");
        Service.Answer either =
                service.ok(
                        "Query",
                        request(
                                "Query",
                                OF_A.formatted("")
                                        + ",'Limit':4,'ConditionalOperator':'OR','QueryFilter':"
                                        + two));
        assertThat(Service.sorts(either)).containsExactly(1, 3);
        assertThat(either.at("LastEvaluatedKey", "s", "N")).isEqualTo("\"3\"");
        Service.Answer scan =
                service.ok("Scan", request("Scan", "'ScanFilter':{" + is("p", "{'S':'b'}") + "}"));
        assertThat(scan.at("Count")).isEqualTo("1");
        assertThat(scan.at("ScannedCount")).isEqualTo("6");
    }

    @Test
    void keyConditionsGoWithOtherExpressions() {
        fill();
        Service.Answer answer =
                service.ok(
                        "Query",
                        request(
                                "Query",
                                OF_A.formatted("")
                                        + ",'FilterExpression':'n > :n','ProjectionExpression':'s',"
                                        + "'ExpressionAttributeValues':{':n':{'N':'2'}}"));
        assertThat(answer.at("Items")).isEqualTo("[{\"s\":{\"N\":\"3\"}},{\"s\":{\"N\":\"4\"}}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'x':{'ComparisonOperator':'NULL'}|Query condition missed key schema element: p",
                "'p':{'ComparisonOperator':'NULL'}|Attempted conditional constraint is not an"
                        + " indexable operation",
                "'p':{'ComparisonOperator':'NE','AttributeValueList':[{'N':'1'}]}|Attempted"
                        + " conditional constraint is not an indexable operation",
                "'p':{'ComparisonOperator':'LT','AttributeValueList':[{'N':'1'}]}|One or more"
                        + " parameter values were invalid: Condition parameter type does not match"
                        + " schema type",
                "'p':{'ComparisonOperator':'LT','AttributeValueList':[{'S':'a'}]}|Query key"
                        + " condition not supported",
                "'p':{'ComparisonOperator':'EQ','AttributeValueList':[{'S':''}]}|One or more"
                        + " parameter values are not valid. The AttributeValue for a key attribute"
                        + " cannot contain an empty string value. Key: p",
                "'s':{'ComparisonOperator':'IN','AttributeValueList':[{'S':'a'}]},'p':"
                        + "{'ComparisonOperator':'EQ','AttributeValueList':[{'S':'a'}]}|Attempted"
                        + " conditional constraint is not an indexable operation",
                "'s':{'ComparisonOperator':'CONTAINS','AttributeValueList':[{'S':'a'}]},'p':"
                        + "{'ComparisonOperator':'EQ','AttributeValueList':[{'S':'a'}]}|Attempted"
                        + " conditional constraint is not an indexable operation",
                "'s':{'ComparisonOperator':'NOT_CONTAINS','AttributeValueList':[{'S':'a'}]},'p':"
                        + "{'ComparisonOperator':'EQ','AttributeValueList':[{'S':'a'}]}|Attempted"
                        + " conditional constraint is not an indexable operation",
                "'s':{'ComparisonOperator':'NOT_NULL'},'p':{'ComparisonOperator':'EQ',"
                        + "'AttributeValueList':[{'S':'a'}]}|Attempted conditional constraint is"
                        + " not an indexable operation",
                "'s':{'ComparisonOperator':'GT','AttributeValueList':[{'S':'a'}]},'p':"
                        + "{'ComparisonOperator':'EQ','AttributeValueList':[{'S':'a'}]}|One or more"
                        + " parameter values were invalid: Condition parameter type does not match"
                        + " schema type",
                "'x':{'ComparisonOperator':'NULL'},'p':{'ComparisonOperator':'EQ',"
                        + "'AttributeValueList':[{'S':'a'}]}|Query condition missed key schema"
                        + " element: s",
                "'s':{'ComparisonOperator':'BEGINS_WITH','AttributeValueList':[{'N':'1'}]},'p':"
                        + "{'ComparisonOperator':'NULL'}|One or more parameter values were invalid:"
                        + " ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type",
            })
    void keyConditionsFitTheKeysOfTheTable(String conditions, String text) {
        assertThat(refused("Query", "'KeyConditions':{" + conditions + "}")).isEqualTo(VE + text);
    }

    @Test
    void aTableWithoutASortKeyTakesOneConditionAndOneOfStringsBeginnings() {
        String create =
                "{'TableName':'%s','BillingMode':'PAY_PER_REQUEST','KeySchema':[{'AttributeName':"
                        + "'p','KeyType':'HASH'}%s],'AttributeDefinitions':[{'AttributeName':'p',"
                        + "'AttributeType':'S'}%s]}";
        service.ok("CreateTable", create.formatted("Plain", "", ""));
        service.ok(
                "CreateTable",
                create.formatted(
                        "Text",
                        ",{'AttributeName':'t','KeyType':'RANGE'}",
                        ",{'AttributeName':'t','AttributeType':'S'}"));
        assertThat(
                        service.refused(
                                "Query",
                                "{'TableName':'Plain',"
                                        + OF_A.formatted("," + is("x", "{'S':'x'}"))
                                        + "}"))
                .isEqualTo(VE + "Query key condition not supported");
        String begins =
                "{'TableName':'Text',"
                        + OF_A.formatted(
                                ",'t':{'ComparisonOperator':'BEGINS_WITH','AttributeValueList':"
                                        + "[{'S':'%s'}]}")
                        + "}";
        service.ok("PutItem", "{'TableName':'Text','Item':{'p':{'S':'a'},'t':{'S':'hello'}}}");
        assertThat(service.ok("Query", begins.formatted("he")).count("Items")).isEqualTo(1);
        assertThat(service.ok("Query", begins.formatted("ho")).count("Items")).isZero();
        assertThat(service.refused("Query", begins.formatted("")))
                .endsWith("cannot contain an empty string value. Key: t");
    }

    @Test
    void onlyAScanFiltersByKeys() {
        String filter = "{" + is("s", "{'N':'1'}") + "," + is("x", "{'N':'1'}") + "}";
        assertThat(refused("Query", OF_A.formatted("") + ",'QueryFilter':" + filter))
                .isEqualTo(
                        VE
                                + "QueryFilter can only contain non-primary key attributes: Primary"
                                + " key attribute: s");
        assertThat(service.ok("Scan", request("Scan", "'ScanFilter':" + filter)).count("Items"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "ALL_ATTRIBUTES,ALL_ATTRIBUTES",
        "ALL_PROJECTED_ATTRIBUTES,ALL_PROJECTED_ATTRIBUTES",
        "COUNT,only the Count"
    })
    void attributesToGetGoWithSpecificAttributesOnly(String select, String called) {
        String both = "'AttributesToGet':['a'],'Select':'" + select + "'";
        String text = "Cannot specify the AttributesToGet when choosing to get " + called;
        assertThat(refused("Scan", both)).isEqualTo(VE + text);
        assertThat(refused("Query", OF_A.formatted("") + "," + both))
                .isEqualTo(VE + "1 validation error detected: " + text);
    }

    @Test
    void attributesToGetShowWhatTheyNameAndNoMore() {
        fill();
        String n = "'AttributesToGet':['n','none']";
        assertThat(service.ok("GetItem", request("GetItem", n)).at("Item"))
                .isEqualTo("{\"n\":{\"N\":\"1\"}}");
        String none = "'AttributesToGet':['none','a.b']";
        assertThat(service.ok("GetItem", request("GetItem", none)).at("Item")).isEqualTo("{}");
        Service.Answer query =
                service.ok(
                        "Query",
                        request(
                                "Query",
                                OF_A.formatted("")
                                        + ",'Select':'SPECIFIC_ATTRIBUTES','Limit':2,"
                                        + "'QueryFilter':{"
                                        + is("odd", "{'BOOL':true}")
                                        + "},"
                                        + n));
        assertThat(query.at("Items")).isEqualTo("[{\"n\":{\"N\":\"1\"}}]");
        Service.Answer scan = service.ok("Scan", request("Scan", none));
        assertThat(scan.at("Items")).isEqualTo("[{},{},{},{},{},{}]");
        assertThat(scan.at("Count")).isEqualTo("6");
    }
}
