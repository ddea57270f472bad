package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is told of a request's members before anything is looked up, and in which order.
final class ConstraintsTest {
    private static final String ONE = "ValidationException: 1 validation error detected: ";
    private static final String NULL = " failed to satisfy constraint: Member must not be null";

    private final Service service = Service.withTable();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'RequestItems':{'Things':null}}|requestItems.Things.member",
                "{'RequestItems':{'Things':{'Keys':[null]}}}|requestItems.Things.member.keys.1.member",
                "{'RequestItems':{'Things':{}}}|requestItems.Things.member.keys",
            })
    void nothingInABatchOfReadsIsNull(String request, String path) {
        assertThat(service.refused("BatchGetItem", request))
                .isEqualTo(ONE + "Value null at '" + path + "'" + NULL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "null|requestItems.Things.member",
                "[null]|requestItems.Things.member.1.member",
                "[{'PutRequest':{}}]|requestItems.Things.member.1.member.putRequest.item",
                "[{'DeleteRequest':{}}]|requestItems.Things.member.1.member.deleteRequest.key",
            })
    void nothingInABatchOfWritesIsNull(String writes, String path) {
        assertThat(service.refused("BatchWriteItem", "{'RequestItems':{'Things':" + writes + "}}"))
                .isEqualTo(ONE + "Value null at '" + path + "'" + NULL);
    }

    @Test
    void whatIsWrongInTableKeysIsToldWithItsPath() {
        assertThat(service.refused("CreateTable", "{'TableName':'New'}"))
                .isEqualTo(
                        "ValidationException: 2 validation errors detected: Value null at"
                                + " 'keySchema'"
                                + NULL
                                + "; Value null at 'attributeDefinitions'"
                                + NULL);
        assertThat(
                        service.refused(
                                "CreateTable",
                                """
                                {'TableName':'New','ProvisionedThroughput':{'ReadCapacityUnits':0},
                                 'KeySchema':[{'AttributeName':'a','KeyType':'X'}],
                                 'AttributeDefinitions':[null,{'AttributeName':'a',
                                                               'AttributeType':'SS'}]}
                                """))
                .isEqualTo(
                        "ValidationException: 5 validation errors detected: Value null at"
                                + " 'provisionedThroughput.writeCapacityUnits'"
                                + NULL
                                + "; Value '0' at 'provisionedThroughput.readCapacityUnits' failed"
                                + " to satisfy constraint: Member must have value greater than or"
                                + " equal to 1; Value 'X' at 'keySchema.1.member.keyType' failed to"
                                + " satisfy constraint: Member must satisfy enum value set: [HASH,"
                                + " RANGE]; Value null at 'attributeDefinitions.1.member'"
                                + NULL
                                + "; Value 'SS' at 'attributeDefinitions.2.member.attributeType'"
                                + " failed to satisfy constraint: Member must satisfy enum value"
                                + " set: [B, N, S]");
    }

    @Test
    void noMoreThanTenProblemsAreTold() {
        String elements = "{},{},{},{},{},{}";
        assertThat(
                        service.refused(
                                "CreateTable",
                                "{'TableName':'New','KeySchema':[{}],'AttributeDefinitions':["
                                        + elements
                                        + "]}"))
                .startsWith("ValidationException: 10 validation errors detected: ")
                .endsWith("'attributeDefinitions.4.member.attributeType'" + NULL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]|[]|greater than or equal to 1",
                "[{'AttributeName':'a','KeyType':'HASH'},{'AttributeName':'b','KeyType':'RANGE'},"
                        + "{'AttributeName':'c','KeyType':'RANGE'}]|"
                        + "[KeySchemaElement(attributeName=a, keyType=HASH),"
                        + " KeySchemaElement(attributeName=b, keyType=RANGE),"
                        + " KeySchemaElement(attributeName=c, keyType=RANGE)]|"
                        + "less than or equal to 2",
            })
    void aTableHasOneOrTwoKeyAttributes(String keySchema, String echo, String constraint) {
        assertThat(
                        service.refused(
                                "CreateTable",
                                "{'TableName':'New','AttributeDefinitions':[],'KeySchema':"
                                        + keySchema
                                        + "}"))
                .isEqualTo(
                        ONE
                                + "Value '"
                                + echo
                                + "' at 'keySchema' failed to satisfy constraint: Member must have"
                                + " length "
                                + constraint);
    }

    @Test
    void aTableNameThatIsNoneIsToldAloneByPutItemAndUpdateItem() {
        String wrong = "{'TableName':'a;','ReturnValues':'x','ReturnConsumedCapacity':'y'}";
        String alone =
                ONE
                        + "Value 'a;' at 'tableName' failed to satisfy constraint: Member must"
                        + " satisfy regular expression pattern: [a-zA-Z0-9_.-]+";
        assertThat(service.refused("PutItem", wrong)).isEqualTo(alone);
        assertThat(service.refused("UpdateItem", wrong)).isEqualTo(alone);
        assertThat(service.refused("DeleteItem", wrong))
                .startsWith("ValidationException: 4 validation errors detected: ");
    }

    @Test
    void anUpdateTellsOneWordAtATimeAndAPutAllOfThem() {
        String words = "'ReturnValues':'x','ReturnConsumedCapacity':'y'";
        assertThat(service.refused("UpdateItem", "{'TableName':'Things','Key':{}," + words + "}"))
                .startsWith(ONE + "Value 'x' at 'returnValues'");
        assertThat(service.refused("PutItem", "{'TableName':'Things','Item':{}," + words + "}"))
                .startsWith(
                        "ValidationException: 2 validation errors detected: Value 'y' at"
                                + " 'returnConsumedCapacity'");
    }

    @Test
    void aWrongWordIsToldBeforeTheTablesOfABatchOfWrites() {
        assertThat(
                        service.refused(
                                "BatchWriteItem",
                                "{'RequestItems':{'a;':[]},'ReturnConsumedCapacity':'y'}"))
                .startsWith(ONE + "Value 'y' at 'returnConsumedCapacity'");
    }

    @Test
    void aShortNameMayBeATableWhereItemsAreTheMatter() {
        assertThat(service.refused("GetItem", "{'TableName':'ab','Key':{'p':{'S':'a'}}}"))
                .isEqualTo("ResourceNotFoundException: Requested resource not found");
        assertThat(service.refused("GetItem", "{'TableName':'','Key':{'p':{'S':'a'}}}"))
                .isEqualTo(
                        ONE
                                + "Value '' at 'tableName' failed to satisfy constraint: Member"
                                + " must have length greater than or equal to 1");
        assertThat(service.refused("DescribeTable", "{'TableName':'ab'}"))
                .endsWith("Member must have length greater than or equal to 3");
    }
}
