package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.Dialect;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The same mistakes, in the wording of each dialect.
final class DialectsTest {
    private static final String ONE = "1 validation error detected: ";
    private static final String NOT = " failed to satisfy constraint: Member must ";

    private final Service established = Service.withTable(Dialect.ESTABLISHED);
    private final Service newest = Service.withTable(Dialect.NEWEST);

    private void assertTold(String operation, String request, String old, String fresh) {
        String prefix = "ValidationException: ";
        assertThat(established.refused(operation, request)).isEqualTo(prefix + old);
        assertThat(newest.refused(operation, request)).isEqualTo(prefix + fresh);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "GetItem|{'TableName':'a;','Key':{}}|Value 'a;' at 'tableName'|Value at"
                        + " 'TableName'|satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
                "GetItem|{'TableName':'Things'}|Value null at 'key'|Value at 'Key'|not be null",
                "Scan|{'TableName':'Things','Limit':0}|Value '0' at 'limit'|Value at 'Limit'|have"
                        + " value greater than or equal to 1",
                "PutItem|{'TableName':'Things','Item':{},'ReturnValues':'x'}|Value 'x' at"
                    + " 'returnValues'|Value at 'ReturnValues'|satisfy enum value set: [ALL_NEW,"
                    + " UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]",
                "BatchGetItem|{'RequestItems':{'Things':{'Keys':[null]}}}|Value null at"
                        + " 'requestItems.Things.member.keys.1.member'|Value at"
                        + " 'RequestItems.Things.member.Keys.1.member'|not be null",
                "BatchWriteItem|{'RequestItems':{'Things':[{'PutRequest':{}}]}}|Value null at"
                        + " 'requestItems.Things.member.1.member.putRequest.item'|Value at"
                        + " 'RequestItems.Things.member.1.member.PutRequest.Item'|not be null",
                // Both dialects have the newest wording of these two.
                "Query|{'TableName':'Things','Limit':0}|Value at 'Limit'|Value at 'Limit'|have"
                        + " value greater than or equal to 1",
                "BatchGetItem|{'RequestItems':{'Things':{'Keys':[]}}}|Value at"
                        + " 'RequestItems.Things.member.Keys'|Value at"
                        + " 'RequestItems.Things.member.Keys'|have length greater than or equal to"
                        + " 1",
                // Both dialects have the established wording of operations on tables.
                "ListTables|{'Limit':0}|Value '0' at 'limit'|Value '0' at 'limit'|have value"
                        + " greater than or equal to 1",
            })
    void membersAreToldByPath(
            String operation, String request, String old, String fresh, String constraint) {
        assertTold(
                operation, request, ONE + old + NOT + constraint, ONE + fresh + NOT + constraint);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 26})
    void theNumberOfWritesIsToldByTable(int count) {
        String writes = "{'PutRequest':{'Item':{}}},".repeat(count);
        String request =
                "{'RequestItems':{'Things':[%s]}}"
                        .formatted(writes.substring(0, Math.max(0, writes.length() - 1)));
        assertThat(established.refused("BatchWriteItem", request))
                .contains("at 'requestItems' failed to satisfy constraint: Map value must satisfy");
        assertThat(newest.refused("BatchWriteItem", request))
                .isEqualTo(
                        "ValidationException: "
                                + ONE
                                + "Value at 'RequestItems.Things.member'"
                                + NOT
                                + (count == 0
                                        ? "have length greater than or equal to 1"
                                        : "have length less than or equal to 25"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "BatchGetItem|{'RequestItems':{}}|The requestItems parameter is required for"
                    + " BatchGetItem|1 validation error detected: Value at 'RequestItems' failed to"
                    + " satisfy constraint: Member must have length greater than or equal to 1",
                "BatchWriteItem|{'RequestItems':{}}|The requestItems parameter is required for"
                        + " BatchWriteItem|1 validation error detected: Value at 'RequestItems'"
                        + " failed to satisfy constraint: Member must have length greater than or"
                        + " equal to 1",
                "Scan|{'TableName':'Things','Segment':5,'TotalSegments':5}|The Segment parameter is"
                        + " zero-based and must be less than parameter TotalSegments: Segment: 5 is"
                        + " not less than TotalSegments: 5|The Segment parameter is zero-based and"
                        + " must be less than parameter TotalSegments",
                "PutItem|{'TableName':'Things','Item':{},'ExpressionAttributeValues':{}}|"
                        + "ExpressionAttributeValues can only be specified when using expressions:"
                        + " ConditionExpression is null|1 validation error detected:"
                        + " ExpressionAttributeValues can only be specified when using expressions",
                "UpdateItem|{'TableName':'Things','Key':{},'ReturnValues':'x'}|1 validation error"
                        + " detected: Value 'x' at 'returnValues' failed to satisfy constraint:"
                        + " Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD,"
                        + " NONE, UPDATED_NEW]|1 validation error detected: Failed to satisfy"
                        + " constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD,"
                        + " ALL_NEW, UPDATE_NEW, NONE]",
            })
    void someTextsAreOthers(String operation, String request, String old, String fresh) {
        assertTold(operation, request, old, fresh);
    }

    /// In PutItem, refusals of sets, NULL and syntax start like those of members.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "{'SS':[]}|P+An string set  may not be empty|E+P+An string set  may not be empty",
                "{'NULL':false}|P+Null attribute value types must have the value of true|E+P+Null"
                        + " attribute value types must have the value of true",
                "{'SS':['a','b','b']}|P+Input collection [a, b, b] contains duplicates.|E+P+Input"
                        + " collection [\"a\", \"b\", \"b\"] contains duplicates.",
                "{'BS':['AA==','/w==','AA==']}|P+Input collection [AA==, /w==, AA==]of type BS"
                    + " contains duplicates.|E+P+Input collection [\"AA==\",\"/w==\",\"AA==\"]of"
                    + " type BS contains duplicates.",
                "{'NS':['1','1']}|Input collection contains duplicates|E+P+Input collection"
                        + " contains duplicates.",
                "{'N':''}|The parameter cannot be converted to a numeric value|The parameter cannot"
                        + " be converted to a numeric value: ",
                "{}|Supplied AttributeValue is empty, must contain exactly one of the supported"
                        + " datatypes|Supplied AttributeValue is empty, must contain exactly one of"
                        + " the supported datatypes",
            })
    void valuesAreToldByOperation(String value, String old, String fresh) {
        String before = texts(old);
        String after = texts(fresh);
        String bare = after.startsWith(ONE) ? after.substring(ONE.length()) : after;
        String item = "{'p':{'S':'a'},'s':{'N':'1'},'v':" + value + "}";
        assertTold("PutItem", "{'TableName':'Things','Item':" + item + "}", before, after);
        assertTold("GetItem", "{'TableName':'Things','Key':" + item + "}", before, bare);
        assertTold(
                "BatchWriteItem",
                "{'RequestItems':{'Things':[{'PutRequest':{'Item':" + item + "}}]}}",
                before,
                before);
    }

    private static String texts(String pattern) {
        return pattern.replace("E+", ONE)
                .replace("P+", "One or more parameter values were invalid: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a = |true",
                "((a = a))|true",
                "a = a|true",
                "nofunction(a)|false",
                "abort = a|false",
                "|false",
            })
    void someFaultsOfExpressionsAreEnveloped(String expression, boolean enveloped) {
        String text = expression == null ? "" : expression;
        String put =
                "{'TableName':'Things','Item':{'p':{'S':'a'},'s':{'N':'1'}},"
                        + "'ConditionExpression':'%s'}";
        String told = established.refused("PutItem", put.formatted(text));
        assertThat(told).startsWith("ValidationException: Invalid ConditionExpression: ");
        assertThat(newest.refused("PutItem", put.formatted(text)))
                .isEqualTo(
                        enveloped
                                ? told.replace("Invalid Condition", ONE + "Invalid Condition")
                                : told);
        String scan = "{'TableName':'Things','FilterExpression':'%s'}";
        assertThat(newest.refused("Scan", scan.formatted(text)))
                .isEqualTo(established.refused("Scan", scan.formatted(text)));
    }

    /// A refusal that depends on the stored item also has the wording of its operation.
    @ParameterizedTest
    @ValueSource(strings = {"SET v = v + p", "SET s.x = p"})
    void whatTheItemRefusesIsTheSameInBoth(String update) {
        String request =
                "{'TableName':'Things','Key':{'p':{'S':'a'},'s':{'N':'1'}},'UpdateExpression':'%s'}"
                        .formatted(update);
        assertThat(newest.refused("UpdateItem", request))
                .isEqualTo(established.refused("UpdateItem", request));
    }

    @ParameterizedTest
    @CsvSource({"PutItem,true", "Query,false"})
    void aValueThatIsQuotedIsEnvelopedOnce(String operation, boolean enveloped) {
        String request =
                operation.equals("PutItem")
                        ? "'Item':{'p':{'S':'a'},'s':{'N':'1'}},'ConditionExpression':'p = :v'"
                        : "'KeyConditionExpression':'p = :v'";
        String text =
                "ExpressionAttributeValues contains invalid value: One or more parameter values"
                        + " were invalid: An string set  may not be empty for key :v";
        assertTold(
                operation,
                "{'TableName':'Things',"
                        + request
                        + ",'ExpressionAttributeValues':{':v':{'SS':[]}}}",
                text,
                (enveloped ? ONE : "") + text);
    }
}
