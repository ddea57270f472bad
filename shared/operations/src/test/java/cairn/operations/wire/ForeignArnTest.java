package cairn.operations.wire;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.operations.Service;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An ARN of another region, account or service never reaches the local table of the same name.
final class ForeignArnTest {
    private static final String ARN = "arn:aws:dynamodb:eu-north-1:000000000000:table/";
    private static final String KEY = "{'p':{'S':'a'},'s':{'N':'1'}}";

    private final Service service = Service.withTable();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "CreateTable|'TableName':'%s','BillingMode':'PAY_PER_REQUEST','KeySchema':"
                        + "[{'AttributeName':'p','KeyType':'HASH'}],'AttributeDefinitions':"
                        + "[{'AttributeName':'p','AttributeType':'S'}]",
                "DescribeTable|'TableName':'%s'",
                "UpdateTable|'TableName':'%s','DeletionProtectionEnabled':true",
                "DeleteTable|'TableName':'%s'",
                "DescribeTimeToLive|'TableName':'%s'",
                "DescribeContinuousBackups|'TableName':'%s'",
                "ListBackups|'TableName':'%s'",
                "ListTagsOfResource|'ResourceArn':'%s'",
                "PutItem|'TableName':'%s','Item':" + KEY,
                "GetItem|'TableName':'%s','Key':" + KEY,
                "UpdateItem|'TableName':'%s','Key':" + KEY,
                "DeleteItem|'TableName':'%s','Key':" + KEY,
                "BatchGetItem|'RequestItems':{'%s':{'Keys':[" + KEY + "]}}",
                "BatchWriteItem|'RequestItems':{'%s':[{'DeleteRequest':{'Key':" + KEY + "}}]}",
                "Query|'TableName':'%s','IndexName':'Any','KeyConditionExpression':'p = :p',"
                        + "'ExpressionAttributeValues':{':p':{'S':'a'}}",
                "Scan|'TableName':'%s'",
            })
    void itIsRefused(String operation, String members) {
        service.put("a", 1, "");
        String request = "{" + members + "}";
        String elsewhere = "arn:aws:dynamodb:us-west-2:000000000000:table/Things";
        assertThat(service.refused(operation, request.formatted(elsewhere)))
                .isEqualTo(
                        "ValidationException: 1 validation error detected: Invalid AWS region in '"
                                + elsewhere
                                + "'");
        String another = "arn:aws:dynamodb:eu-north-1:000000000001:table/Things";
        assertThat(service.refused(operation, request.formatted(another)))
                .isEqualTo("AccessDeniedException: Access is denied");
        String otherService = "arn:aws:s3:eu-north-1:000000000000:table/Things";
        assertThat(service.refused(operation, request.formatted(otherService)))
                .endsWith("Provided Arn is not a DynamoDB resource arn: " + otherService);
        String protection =
                service.ok("DescribeTable", "{'TableName':'Things'}")
                        .at("Table", "DeletionProtectionEnabled");
        assertThat(protection).isEqualTo("false");
        assertThat(service.ok("Scan", "{'TableName':'Things'}").count("Items")).isEqualTo(1);
    }

    @Test
    void ourOwnIsTheTable() {
        service.ok("PutItem", "{'TableName':'" + ARN + "Things','Item':" + KEY + "}");
        assertThat(service.ok("Scan", "{'TableName':'Things'}").count("Items")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "}b", "a!c", "é", "", "a%2f", "tab/", "Things/index/Any"})
    void whatNamesNoTableHasNoTags(String name) {
        assertThat(service.refused("ListTagsOfResource", "{'ResourceArn':'" + ARN + name + "'}"))
                .isEqualTo(
                        "ResourceNotFoundException: Requested resource not found: ResourceArn: "
                                + ARN
                                + name
                                + " not found");
    }

    @Test
    void aPageOfTablesBeginsBehindAName() {
        assertThat(service.refused("ListTables", "{'ExclusiveStartTableName':'" + ARN + "Things'}"))
                .contains("exclusiveStartTableName")
                .contains("Member must satisfy regular expression pattern");
    }
}
