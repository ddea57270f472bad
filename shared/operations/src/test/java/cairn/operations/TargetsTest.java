package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.operations.access.IssuedKey;
import cairn.operations.access.Role;
import cairn.operations.wire.Failure;
import cairn.storage.partition.Tuning;
import cairn.storage.port.ObjectStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;
import java.util.Optional;

/// Which operations exist, and what Cairn can truthfully answer about features that it does not
/// have yet.
final class TargetsTest {
    private static final String ARN = "arn:aws:dynamodb:eu-north-1:000000000000:table/";

    private final ObjectStore store = Service.memory();
    private final Service service = new Service(store, Tuning.DEFAULT, 2);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DynamoDB_20120810.PutItem",
                "DynamoDB_20120810.TransactWriteItems",
                "DynamoDB_20120810.ListBackups",
                "DynamoDBStreams_20120810.ListStreams",
                "DynamoDBStreams_20120810.GetRecords",
            })
    void eachServiceHasOperationsOfItsOwn(String target) {
        String name = target.substring(target.indexOf('.') + 1);
        assertThat(Api.operation(Optional.of(target))).isEqualTo(name);
        String other =
                target.startsWith("DynamoDB_")
                        ? target.replace("DynamoDB_", "DynamoDBStreams_")
                        : target.replace("DynamoDBStreams_", "DynamoDB_");
        for (String wrong :
                new String[] {other, name, target + "x", target.toLowerCase(Locale.ROOT)}) {
            assertThatThrownBy(() -> Api.operation(Optional.of(wrong)))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            Failure.class,
                            e -> assertThat(e.type()).isEqualTo(Failure.Type.UNKNOWN_OPERATION));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TransactWriteItems", "UpdateContinuousBackups", "CreateBackup"})
    void whatIsNotBuiltIsAnUnknownOperation(String operation) {
        assertThat(service.refused(operation, "{}"))
                .isEqualTo(
                        "UnknownOperationException: Cairn does not support " + operation + " yet");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "DescribeContinuousBackups|{'TableName':'%s'}|{'ContinuousBackupsDescription':"
                        + "{'ContinuousBackupsStatus':'ENABLED','PointInTimeRecoveryDescription':"
                        + "{'PointInTimeRecoveryStatus':'DISABLED'}}}",
                "DescribeTimeToLive|{'TableName':'%s'}|{'TimeToLiveDescription':"
                        + "{'TimeToLiveStatus':'DISABLED'}}",
                "ListTagsOfResource|{'ResourceArn':'" + ARN + "%s','NextToken':'any'}|{'Tags':[]}",
                "ListBackups|{'TableName':'%s','Limit':100,'BackupType':'ALL'}|"
                        + "{'BackupSummaries':[]}",
            })
    void aTableHasNothingOfWhatComesLater(String operation, String request, String answer) {
        service.createTable();
        String expected = answer.replace('\'', '"');
        Service other = new Service(store, Tuning.DEFAULT, 2);
        assertThat(other.ok(operation, request.formatted("Things")).body().text())
                .isEqualTo(expected);
        if (!operation.equals("ListTagsOfResource")) {
            assertThat(other.ok(operation, request.formatted(ARN + "Things")).body().text())
                    .isEqualTo(expected);
        }
        service.ok("DeleteTable", "{'TableName':'Things'}");
        if (operation.equals("ListBackups")) {
            assertThat(other.ok(operation, request.formatted("Things")).body().text())
                    .isEqualTo(expected);
        } else {
            assertThat(other.refused(operation, request.formatted("Things")))
                    .contains("NotFoundException: ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "DescribeContinuousBackups|{'TableName':'None'}|TableNotFoundException: Table not"
                        + " found: None",
                "DescribeTimeToLive|{'TableName':'None'}|ResourceNotFoundException: Requested"
                        + " resource not found: Table: None not found",
                "DescribeTimeToLive|{}|ValidationException: 1 validation error detected: Value null"
                        + " at 'tableName' failed to satisfy constraint: Member must not be null",
                "DescribeContinuousBackups|{'TableName':'a;b'}|ValidationException: 1 validation"
                        + " error detected: Value 'a;b' at 'tableName' failed to satisfy"
                        + " constraint: Member must satisfy regular expression pattern:"
                        + " [a-zA-Z0-9_.-]+",
                "DescribeContinuousBackups|{'TableName':1}|SerializationException: NUMBER_VALUE"
                        + " cannot be converted to String",
                "ListTagsOfResource|{}|ValidationException: 1 validation error detected: Value null"
                        + " at 'resourceArn' failed to satisfy constraint: Member must not be null",
                "ListTagsOfResource|{'ResourceArn':'Things'}|ValidationException: One or more"
                        + " parameter values were invalid: ARNs must start with 'arn:': Things",
                "ListTagsOfResource|{'ResourceArn':'arn:aws:s3:::bucket'}|ValidationException: One"
                        + " or more parameter values were invalid: Provided Arn is not a DynamoDB"
                        + " resource arn: arn:aws:s3:::bucket",
                "ListTagsOfResource|{'ResourceArn':'arn:aws:dynamodb:mars-1:000000000000:table/x'}|"
                        + "ValidationException: 1 validation error detected: Invalid AWS region in"
                        + " 'arn:aws:dynamodb:mars-1:000000000000:table/x'",
                "ListTagsOfResource|{'ResourceArn':'arn:aws:dynamodb:eu-north-1:1:table/x'}|"
                        + "AccessDeniedException: Access is denied",
                "ListTagsOfResource|{'ResourceArn':'"
                        + ARN
                        + "None'}|ResourceNotFoundException: Requested resource not found:"
                        + " ResourceArn: "
                        + ARN
                        + "None not found",
                "ListTagsOfResource|{'ResourceArn':'"
                        + ARN
                        + "Things/stream/1'}|ResourceNotFoundException: Requested resource not"
                        + " found: ResourceArn: "
                        + ARN
                        + "Things/stream/1 not found",
                "ListBackups|{'Limit':0}|ValidationException: 1 validation error detected: Value"
                        + " '0' at 'limit' failed to satisfy constraint: Member must have value"
                        + " greater than or equal to 1",
                "ListBackups|{'BackupType':'X'}|ValidationException: 1 validation error detected:"
                        + " Value 'X' at 'backupType' failed to satisfy constraint: Member must"
                        + " satisfy enum value set: [USER, SYSTEM, AWS_BACKUP, ALL]",
                "ListBackups|{'TimeRangeLowerBound':'x'}|SerializationException: STRING_VALUE"
                        + " cannot be converted to Date",
            })
    void questionsAreCheckedBeforeTheyAreAnswered(
            String operation, String request, String refusal) {
        service.createTable();
        assertThat(service.refused(operation, request)).isEqualTo(refusal);
    }

    @Test
    void thereAreNoStreams() {
        assertThat(service.streams("ListStreams", "{'TableName':'None'}").body().text())
                .isEqualTo("{\"Streams\":[]}");
        assertThat(service.streams("ListStreams", "{'Limit':101}").error())
                .startsWith("ValidationException: 1 validation error detected: Value '101' at");
        assertThat(service.streams("GetRecords", "{}").error())
                .isEqualTo("UnknownOperationException: Cairn does not support GetRecords yet");
    }

    @Test
    void limitsAreDynamoDbsQuotas() {
        assertThat(service.ok("DescribeLimits", "{}").body().text())
                .isEqualTo(
                        "{\"AccountMaxReadCapacityUnits\":80000,"
                                + "\"AccountMaxWriteCapacityUnits\":80000,"
                                + "\"TableMaxReadCapacityUnits\":40000,"
                                + "\"TableMaxWriteCapacityUnits\":40000}");
    }

    @Test
    void theEndpointIsWhereTheClientCame() {
        Guarded guarded = Guarded.withTable();
        IssuedKey reader = guarded.keys.create("reader", Role.READ_ONLY);
        guarded.known.forget();
        Guarded.Answer answer =
                guarded.send(
                        guarded.draft(reader, "DescribeEndpoints", "{}")
                                .set("Host", "cairn.example:8123")
                                .sign());
        assertThat(answer.text())
                .isEqualTo(
                        "{\"Endpoints\":[{\"Address\":\"cairn.example:8123\","
                                + "\"CachePeriodInMinutes\":1440}]}");
        assertThat(service.ok("DescribeEndpoints", "{}").at("Endpoints", 0, "Address"))
                .isEqualTo("\"dynamodb.eu-north-1.amazonaws.com\"");
    }
}
