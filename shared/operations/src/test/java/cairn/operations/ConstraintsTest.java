package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which checks of a request's members precede any lookup, and in which order.
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
    void allWrongWordsAreToldAtOnce() {
        String words = "'ReturnValues':'x','ReturnConsumedCapacity':'y'";
        String both =
                "ValidationException: 2 validation errors detected: Value 'y' at"
                        + " 'returnConsumedCapacity' failed to satisfy constraint: Member must"
                        + " satisfy enum value set: [INDEXES, TOTAL, NONE]; Value 'x' at"
                        + " 'returnValues' failed to satisfy constraint: Member must satisfy enum"
                        + " value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]";
        for (String operation : new String[] {"UpdateItem", "DeleteItem"}) {
            assertThat(service.refused(operation, "{'TableName':'Things','Key':{}," + words + "}"))
                    .isEqualTo(both);
        }
        assertThat(service.refused("PutItem", "{'TableName':'Things','Item':{}," + words + "}"))
                .isEqualTo(both);
    }

    @Test
    void millionsOfProblemsAreNotKept() {
        String nulls = "null,".repeat(1_000_000) + "null";
        assertThat(
                        service.refused(
                                "BatchGetItem",
                                "{'RequestItems':{'Things':{'Keys':[" + nulls + "]}}}"))
                .startsWith("ValidationException: 10 validation errors detected: ")
                .hasSizeLessThan(2000);
    }

    @ParameterizedTest
    @CsvSource({"25,false", "26,true", "0,true"})
    void aTableOfABatchHasFromOneTo25Writes(int count, boolean refused) {
        String writes = "{'DeleteRequest':{'Key':{'p':{'S':'a'},'s':{'X':''}}}},".repeat(count);
        String request =
                "{'RequestItems':{'Things':[%s],'More':[{'PutRequest':{}}]}}"
                        .formatted(writes.substring(0, Math.max(0, writes.length() - 1)));
        String constraint =
                "failed to satisfy constraint: Map value must satisfy constraint: [Member must have"
                        + " length less than or equal to 25, Member must have length greater than"
                        + " or equal to 1]; Value null at 'requestItems.More.member.1.member"
                        + ".putRequest.item'"
                        + NULL;
        String answer = service.refused("BatchWriteItem", request);
        if (refused) {
            assertThat(answer)
                    .startsWith(
                            "ValidationException: 2 validation errors detected: Value"
                                    + " '{\"Things\":[")
                    .contains("' at 'requestItems' " + constraint)
                    .hasSizeLessThan(2000);
        } else {
            assertThat(answer).startsWith(ONE + "Value null at 'requestItems.More");
        }
    }

    @Test
    void moreThan25WritesAreToldAloneBeforeTheirValues() {
        String writes = "{'PutRequest':{'Item':{'p':{}}}},".repeat(26);
        assertThat(
                        service.refused(
                                "BatchWriteItem",
                                "{'RequestItems':{'Things':["
                                        + writes.substring(0, writes.length() - 1)
                                        + "]}}"))
                .startsWith(ONE + "Value '{\"Things\":[{\"PutRequest\":")
                .endsWith(
                        "}]}' at 'requestItems' failed to satisfy constraint: Map value must"
                            + " satisfy constraint: [Member must have length less than or equal to"
                            + " 25, Member must have length greater than or equal to 1]");
        String half = "{'PutRequest':{'Item':{'p':{}}}},".repeat(13);
        String list = half.substring(0, half.length() - 1);
        assertThat(
                        service.refused(
                                "BatchWriteItem",
                                "{'RequestItems':{'Things':[" + list + "],'More':[" + list + "]}}"))
                .isEqualTo(
                        "ValidationException: Too many items requested for the BatchWriteItem"
                                + " call");
    }

    @ParameterizedTest
    @CsvSource({
        "Scan,Limit,Integer",
        "Scan,Segment,Integer",
        "Scan,TotalSegments,Integer",
        "Query,Limit,Integer",
        "ListTables,Limit,Integer",
        "ListBackups,Limit,Integer",
    })
    void aNumberThatItsTypeDoesNotHoldIsRefusedAtOnce(
            String operation, String member, String type) {
        for (String number :
                new String[] {
                    "1E+9999999999",
                    "1e400000",
                    "-1E9999999999999999999",
                    "2147483648",
                    "1e10",
                    "99999999999999999999999999",
                    "-2147483649"
                }) {
            assertThat(
                            service.refused(
                                    operation,
                                    "{'TableName':'Things','%s':%s}".formatted(member, number)))
                    .as(number)
                    .startsWith("SerializationException: ")
                    .endsWith("_VALUE cannot be converted to " + type);
        }
        for (String zero : new String[] {"0", "0e9999999999", "1E-9999999999", "0.9", "-0.0"}) {
            String answer =
                    service.call(
                                    operation,
                                    "{'TableName':'Things','%s':%s}".formatted(member, zero))
                            .body()
                            .text();
            assertThat(answer).as(zero).contains("ValidationException");
        }
    }

    @ParameterizedTest
    @CsvSource({"36,greater,37", "1025,less,1024"})
    void aPageOfBackupsBeginsBehindAnArn(int length, String than, int bound) {
        String request = "{'ExclusiveStartBackupArn':'%s'}";
        assertThat(service.refused("ListBackups", request.formatted("a".repeat(length))))
                .startsWith(ONE)
                .contains("'exclusiveStartBackupArn'")
                .endsWith("Member must have length " + than + " than or equal to " + bound);
        service.ok("ListBackups", request.formatted("a".repeat(bound)));
    }

    @Test
    void unitsAreWholeNumbersTooAndMomentsAny() {
        String create =
                "{'TableName':'New','KeySchema':[{'AttributeName':'a','KeyType':'HASH'}],"
                    + "'AttributeDefinitions':[{'AttributeName':'a','AttributeType':'S'}],"
                    + "'ProvisionedThroughput':{'ReadCapacityUnits':%s,'WriteCapacityUnits':1}}";
        assertThat(service.refused("CreateTable", create.formatted("1E+9999999999")))
                .isEqualTo("SerializationException: DECIMAL_VALUE cannot be converted to Long");
        assertThat(service.refused("CreateTable", create.formatted("1e13")))
                .isEqualTo(
                        "ValidationException: Given value 10000000000000 for ReadCapacityUnits is"
                                + " out of bounds");
        String range = "{'TimeRangeLowerBound':%s,'TimeRangeUpperBound':%s}";
        assertThat(service.refused("ListBackups", range.formatted("1e9999999999", "1")))
                .isEqualTo(
                        "ValidationException: Time range lower bound must be less than or equal to"
                                + " upper bound");
        service.ok("ListBackups", range.formatted("1.5", "1e9999999999"));
    }

    @Test
    void aListOfAttributesToGetIsNotEmpty() {
        String empty = "{'TableName':'Things','AttributesToGet':[],'Key':{'p':{'S':'a'}}}";
        for (String operation : new String[] {"GetItem", "Query", "Scan"}) {
            assertThat(service.refused(operation, empty))
                    .isEqualTo(
                            ONE
                                    + "Value '[]' at 'attributesToGet' failed to satisfy"
                                    + " constraint: Member must have length greater than or equal"
                                    + " to 1");
        }
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
