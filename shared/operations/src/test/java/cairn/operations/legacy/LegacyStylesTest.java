package cairn.operations.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.Dialect;
import cairn.operations.Service;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A request uses either legacy parameters or expressions. A ConditionalOperator needs conditions
/// to join.
final class LegacyStylesTest {
    private static final String VE = "ValidationException: ";
    private static final String INVALID = VE + "One or more parameter values were invalid: ";
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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "PutItem|'Expected':{'a':{}},'ConditionExpression':'x'|Expected|ConditionExpression",
                "PutItem|'ConditionalOperator':'OR','ConditionExpression':''|ConditionalOperator|"
                        + "ConditionExpression",
                "PutItem|'ConditionalOperator':'OR','Expected':{},'ConditionExpression':'x'|"
                        + "Expected, ConditionalOperator|ConditionExpression",
                "DeleteItem|'ConditionalOperator':'OR','Expected':{},'ConditionExpression':'x'|"
                        + "Expected, ConditionalOperator|ConditionExpression",
                "UpdateItem|'AttributeUpdates':{},'UpdateExpression':'x'|AttributeUpdates|"
                        + "UpdateExpression",
                "UpdateItem|'AttributeUpdates':{'a':{}},'ConditionExpression':'x'|AttributeUpdates|"
                        + "ConditionExpression",
                "UpdateItem|'Expected':{'a':{}},'UpdateExpression':'x'|Expected|UpdateExpression",
                "UpdateItem|'ConditionExpression':'x','UpdateExpression':'x','ConditionalOperator':"
                        + "'OR','Expected':{},'AttributeUpdates':{}|AttributeUpdates, Expected,"
                        + " ConditionalOperator|UpdateExpression, ConditionExpression",
                "GetItem|'AttributesToGet':['a','a'],'ProjectionExpression':','|AttributesToGet|"
                        + "ProjectionExpression",
                "Query|'AttributesToGet':['a','a'],'KeyConditionExpression':'x'|AttributesToGet|"
                        + "KeyConditionExpression",
                "Query|'QueryFilter':{},'KeyConditionExpression':'x'|QueryFilter|"
                        + "KeyConditionExpression",
                "Query|'KeyConditions':{},'KeyConditionExpression':'x'|KeyConditions|"
                        + "KeyConditionExpression",
                "Query|'KeyConditions':{},'AttributesToGet':['a'],'FilterExpression':'x'|"
                        + "AttributesToGet|FilterExpression",
                "Query|'KeyConditions':{},'ConditionalOperator':'OR','ProjectionExpression':'x'|"
                        + "ConditionalOperator|ProjectionExpression",
                "Query|'KeyConditionExpression':'x','FilterExpression':'x','ProjectionExpression':"
                        + "'x','KeyConditions':{},'ConditionalOperator':'OR','QueryFilter':{},"
                        + "'AttributesToGet':['a']|AttributesToGet, QueryFilter,"
                        + " ConditionalOperator, KeyConditions|ProjectionExpression,"
                        + " FilterExpression, KeyConditionExpression",
                "Scan|'ScanFilter':{},'ProjectionExpression':'x'|ScanFilter|ProjectionExpression",
                "Scan|'FilterExpression':'x','ProjectionExpression':'x','ConditionalOperator':'OR',"
                        + "'ScanFilter':{},'AttributesToGet':['a'],'Segment':3|AttributesToGet,"
                        + " ScanFilter, ConditionalOperator|ProjectionExpression,"
                        + " FilterExpression",
            })
    void stylesAreNotMixedAndThatIsReportedFirst(
            String operation, String more, String old, String expressions) {
        String text =
                "Can not use both expression and non-expression parameters in the same request:"
                        + " Non-expression parameters: {%s} Expression parameters: {%s}"
                                .formatted(old, expressions);
        String all = more + ",'ExpressionAttributeNames':{}";
        assertThat(refused(operation, all)).isEqualTo(VE + text);
        boolean enveloped = operation.endsWith("Item") && !operation.equals("GetItem");
        Service newest = Service.withTable(Dialect.NEWEST);
        assertThat(newest.refused(operation, request(operation, all)))
                .isEqualTo(VE + (enveloped ? "1 validation error detected: " : "") + text);
    }

    @Test
    void aBatchDoesNotMixStylesEvenOfDifferentTables() {
        String keys = "'Keys':[{'p':{'S':'a'},'s':{'N':'1'}}]";
        String first = "'Things':{" + keys + ",'AttributesToGet':['a','a']}";
        String second = "'Others':{" + keys + ",'ProjectionExpression':','}";
        String mixed =
                VE
                        + "Can not use both expression and non-expression parameters in the same"
                        + " request: Non-expression parameters: {AttributesToGet} Expression"
                        + " parameters: {ProjectionExpression}";
        String batch = "{'RequestItems':{%s}}";
        assertThat(service.refused("BatchGetItem", batch.formatted(first + "," + second)))
                .isEqualTo(mixed);
        assertThat(service.refused("BatchGetItem", batch.formatted(second + "," + first)))
                .isEqualTo(mixed);
        assertThat(service.refused("BatchGetItem", batch.formatted(first)))
                .isEqualTo(INVALID + "Duplicate value in attribute name: a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PutItem", "UpdateItem", "DeleteItem", "Query", "Scan"})
    void aConditionalOperatorNeedsTwoConditions(String operation) {
        String conditions =
                switch (operation) {
                    case "Query" -> "QueryFilter";
                    case "Scan" -> "ScanFilter";
                    default -> "Expected";
                };
        String or = "'ConditionalOperator':'OR'";
        String none = VE + "ConditionalOperator cannot be used without Filter or Expected";
        assertThat(refused(operation, or)).isEqualTo(none);
        assertThat(refused(operation, or + ",'" + conditions + "':{}")).isEqualTo(none);
        assertThat(refused(operation, or + ",'" + conditions + "':{" + is("a", "{}") + "}"))
                .isEqualTo(
                        VE
                                + "ConditionalOperator can only be used when Filter or Expected has"
                                + " two or more elements");
        String others =
                switch (operation) {
                    case "Query" -> "'KeyConditions':{},'AttributesToGet':['a','b']";
                    case "Scan" -> "'AttributesToGet':['a','b']";
                    case "UpdateItem" -> "'AttributeUpdates':{'a':{},'b':{}}";
                    default -> "'ReturnValues':'NONE'";
                };
        assertThat(refused(operation, or + "," + others)).isEqualTo(none);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Query|'KeyConditions':{}",
                "Scan|'ScanFilter':{}",
                "PutItem|'Expected':{}",
                "UpdateItem|'AttributeUpdates':{}",
                "DeleteItem|'Expected':{}",
            })
    void placeholdersComeWithExpressionsOnly(String operation, String old) {
        assertThat(refused(operation, old + ",'ExpressionAttributeNames':{'#a':'a'}"))
                .isEqualTo(
                        VE
                                + "ExpressionAttributeNames can only be specified when using"
                                + " expressions");
        assertThat(refused(operation, old + ",'ExpressionAttributeValues':{':a':{'S':'a'}}"))
                .startsWith(
                        VE
                                + "ExpressionAttributeValues can only be specified when using"
                                + " expressions: ");
    }

    @Test
    void aWrongNameOfATableWinsOverMixedStyles() {
        String mixed = ",'Expected':{},'ConditionExpression':'x'}";
        assertThat(service.refused("PutItem", "{'TableName':'a;','Item':{}" + mixed))
                .contains("at 'tableName' failed to satisfy constraint");
        assertThat(service.refused("DeleteItem", "{'TableName':'a;','Key':{}" + mixed))
                .contains("at 'tableName' failed to satisfy constraint");
    }
}
