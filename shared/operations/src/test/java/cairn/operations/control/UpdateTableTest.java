package cairn.operations.control;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.operations.Service;
import cairn.storage.partition.Tuning;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// UpdateTable changes what it says, answers what was, and refuses what can't be.
final class UpdateTableTest {
    private static final String KEYS =
            "'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],'AttributeDefinitions':"
                    + "[{'AttributeName':'id','AttributeType':'S'},"
                    + "{'AttributeName':'a','AttributeType':'S'}]";
    private static final String INDEX =
            "'GlobalSecondaryIndexes':[{'IndexName':'by-a','KeySchema':[{'AttributeName':'a',"
                    + "'KeyType':'HASH'}],'Projection':{'ProjectionType':'ALL'}%s}]";
    private static final String UNITS =
            "'ProvisionedThroughput':{'ReadCapacityUnits':%d,'WriteCapacityUnits':%d}";

    private final Service service = new Service(Service.memory(), Tuning.DEFAULT, 2);

    @BeforeEach
    void makeTables() {
        String index = INDEX.formatted("," + UNITS.formatted(2, 2));
        service.ok(
                "CreateTable",
                "{'TableName':'Paid'," + KEYS + "," + UNITS.formatted(5, 5) + "," + index + "}");
        service.ok(
                "CreateTable",
                "{'TableName':'Free',"
                        + KEYS
                        + ",'BillingMode':'PAY_PER_REQUEST',"
                        + INDEX.formatted("")
                        + "}");
    }

    private Service.Answer update(String table, String change) {
        return service.ok("UpdateTable", "{'TableName':'" + table + "'," + change + "}");
    }

    private String refused(String table, String change) {
        return service.refused("UpdateTable", "{'TableName':'" + table + "'," + change + "}");
    }

    private String described(String table, Object... path) {
        Object[] all = new Object[path.length + 1];
        all[0] = "Table";
        System.arraycopy(path, 0, all, 1, path.length);
        return service.ok("DescribeTable", "{'TableName':'" + table + "'}").at(all);
    }

    @Test
    void throughputGoesUpAndDown() {
        Service.Answer up = update("Paid", UNITS.formatted(7, 5));
        assertThat(up.at("TableDescription", "TableStatus")).isEqualTo("\"UPDATING\"");
        assertThat(up.at("TableDescription", "ProvisionedThroughput", "ReadCapacityUnits"))
                .isEqualTo("5");
        assertThat(described("Paid", "TableStatus")).isEqualTo("\"ACTIVE\"");
        assertThat(described("Paid", "ProvisionedThroughput"))
                .contains("\"ReadCapacityUnits\":7", "LastIncreaseDateTime")
                .contains("\"NumberOfDecreasesToday\":0")
                .doesNotContain("LastDecreaseDateTime");
        update("Paid", UNITS.formatted(1, 9));
        assertThat(described("Paid", "ProvisionedThroughput"))
                .contains("\"NumberOfDecreasesToday\":1", "LastDecreaseDateTime");
        // The highest that was ever provisioned.
        assertThat(described("Paid", "WarmThroughput"))
                .isEqualTo(
                        "{\"ReadUnitsPerSecond\":7,\"WriteUnitsPerSecond\":9,"
                                + "\"Status\":\"ACTIVE\"}");
        assertThat(refused("Paid", UNITS.formatted(1, 9)))
                .isEqualTo(
                        "ValidationException: The provisioned throughput for the table will not"
                            + " change. The requested value equals the current value. Current"
                            + " ReadCapacityUnits provisioned for the table: 1. Requested"
                            + " ReadCapacityUnits: 1. Current WriteCapacityUnits provisioned for"
                            + " the table: 9. Requested WriteCapacityUnits: 9. Refer to the Amazon"
                            + " DynamoDB Developer Guide for current limits and how to request"
                            + " higher limits.");
    }

    @Test
    void aTableIsPaidByRequestAndBack() {
        assertThat(service.ok("DescribeTable", "{'TableName':'Paid'}").body().text())
                .doesNotContain("BillingModeSummary");
        Service.Answer there = update("Paid", "'BillingMode':'PAY_PER_REQUEST'");
        assertThat(there.at("TableDescription", "BillingModeSummary", "BillingMode"))
                .isEqualTo("\"PAY_PER_REQUEST\"");
        assertThat(there.at("TableDescription", "ProvisionedThroughput", "ReadCapacityUnits"))
                .isEqualTo("5");
        assertThat(described("Paid", "ProvisionedThroughput", "ReadCapacityUnits")).isEqualTo("0");
        assertThat(described("Paid", "WarmThroughput", "ReadUnitsPerSecond")).isEqualTo("12000");
        assertThat(there.at("TableDescription", "BillingModeSummary")).doesNotContain("LastUpdate");
        assertThat(described("Paid", "BillingModeSummary")).contains("LastUpdate");
        assertThat(described("Paid", "GlobalSecondaryIndexes", 0, "ProvisionedThroughput"))
                .contains("\"ReadCapacityUnits\":0", "\"NumberOfDecreasesToday\":1");
        assertThat(refused("Paid", "'BillingMode':'PROVISIONED'," + UNITS.formatted(3, 4)))
                .isEqualTo(
                        "ValidationException: One or more parameter values were invalid:"
                                + " ProvisionedThroughput must be specified for index: by-a");
        update(
                "Paid",
                "'TableThroughputMode':'PROVISIONED',"
                        + UNITS.formatted(3, 4)
                        + ",'GlobalSecondaryIndexUpdates':[{'Update':{'IndexName':'by-a',"
                        + UNITS.formatted(1, 1)
                        + "}}]");
        assertThat(described("Paid", "BillingModeSummary", "BillingMode"))
                .isEqualTo("\"PROVISIONED\"");
        assertThat(described("Paid", "TableThroughputModeSummary", "TableThroughputMode"))
                .isEqualTo("\"PROVISIONED\"");
        assertThat(described("Paid", "ProvisionedThroughput", "ReadCapacityUnits")).isEqualTo("3");
        assertThat(described("Paid", "GlobalSecondaryIndexes", 0, "ProvisionedThroughput"))
                .contains("\"ReadCapacityUnits\":1");
    }

    @Test
    void theThroughputOfAnIndexChangesByItself() {
        Service.Answer answer =
                update(
                        "Paid",
                        "'GlobalSecondaryIndexUpdates':[{'Update':{'IndexName':'by-a',"
                                + UNITS.formatted(4, 2)
                                + "}}]");
        assertThat(answer.at("TableDescription", "TableStatus")).isEqualTo("\"ACTIVE\"");
        assertThat(answer.at("TableDescription", "GlobalSecondaryIndexes", 0))
                .contains("\"IndexStatus\":\"UPDATING\"", "\"ReadCapacityUnits\":2");
        assertThat(described("Paid", "GlobalSecondaryIndexes", 0))
                .contains("\"IndexStatus\":\"ACTIVE\"", "\"ReadCapacityUnits\":4");
    }

    @Test
    void classProtectionAndKeyChange() {
        update("Free", "'TableClass':'STANDARD'");
        assertThat(service.ok("DescribeTable", "{'TableName':'Free'}").body().text())
                .doesNotContain("TableClassSummary", "SSEDescription");
        Service.Answer answer = update("Free", "'TableClass':'STANDARD_INFREQUENT_ACCESS'");
        assertThat(answer.body().text()).doesNotContain("TableClassSummary");
        assertThat(described("Free", "TableClassSummary"))
                .contains("STANDARD_INFREQUENT_ACCESS", "LastUpdateDateTime");
        update("Free", "'DeletionProtectionEnabled':true");
        assertThat(described("Free", "DeletionProtectionEnabled")).isEqualTo("true");
        Service.Answer encrypting = update("Free", "'SSESpecification':{'Enabled':true}");
        assertThat(encrypting.at("TableDescription", "SSEDescription"))
                .isEqualTo("{\"Status\":\"UPDATING\",\"SSEType\":\"KMS\"}");
        assertThat(described("Free", "SSEDescription"))
                .contains("\"Status\":\"ENABLED\"", "arn:aws:kms:", ":key/");
        assertThat(
                        refused(
                                "Free",
                                "'SSESpecification':{'SSEType':'KMS','KMSMasterKeyId':'"
                                        + "k".repeat(2_049)
                                        + "'}"))
                .contains("Member must have length less than or equal to 2048");
        String own = "arn:aws:kms:eu-north-1:000000000000:key/own";
        String key = "'SSESpecification':{'SSEType':'KMS','KMSMasterKeyId':'" + own + "'}";
        update("Free", key);
        assertThat(described("Free", "SSEDescription")).contains(own);
        assertThat(refused("Free", key))
                .contains("Table is already encrypted with given KMSMasterKeyId.");
        update("Free", "'SSESpecification':{}");
        assertThat(service.ok("DescribeTable", "{'TableName':'Free'}").body().text())
                .doesNotContain("SSEDescription");
        assertThat(refused("Free", "'SSESpecification':{'Enabled':false}"))
                .endsWith("Table is already encrypted by default");
    }

    @Test
    void aStreamIsSwitchedOnAndOff() {
        String on = "'StreamSpecification':{'StreamEnabled':true,'StreamViewType':'NEW_IMAGE'}";
        Service.Answer answer = update("Free", on);
        assertThat(answer.at("TableDescription", "LatestStreamArn"))
                .contains("table/Free/stream/2");
        String listed = service.streams("ListStreams", "{}").body().text();
        assertThat(listed)
                .contains(
                        "\"TableName\":\"Free\"", answer.at("TableDescription", "LatestStreamArn"))
                .doesNotContain("Paid");
        assertThat(service.streams("ListStreams", "{'TableName':'Paid'}").body().text())
                .isEqualTo("{\"Streams\":[]}");
        assertThat(refused("Free", on))
                .isEqualTo(
                        "ValidationException: Table already has an enabled stream: TableName:"
                                + " Free");
        update("Free", "'StreamSpecification':{'StreamEnabled':false}");
        String text = service.ok("DescribeTable", "{'TableName':'Free'}").body().text();
        assertThat(text).contains("LatestStreamLabel").doesNotContain("StreamSpecification");
        assertThat(refused("Free", "'StreamSpecification':{'StreamEnabled':false}"))
                .isEqualTo("ValidationException: Table has no stream to disable: TableName: Free");
    }

    @Test
    void theMaximumOnDemandIsMergedAndRemoved() {
        update("Free", "'OnDemandThroughput':{'MaxReadRequestUnits':5}");
        update("Free", "'OnDemandThroughput':{'MaxWriteRequestUnits':6}");
        assertThat(described("Free", "OnDemandThroughput"))
                .isEqualTo("{\"MaxReadRequestUnits\":5,\"MaxWriteRequestUnits\":6}");
        Service.Answer removed = update("Free", "'OnDemandThroughput':{'MaxReadRequestUnits':-1}");
        assertThat(removed.at("TableDescription", "OnDemandThroughput", "MaxReadRequestUnits"))
                .isEqualTo("-1");
        assertThat(described("Free", "OnDemandThroughput"))
                .isEqualTo("{\"MaxWriteRequestUnits\":6}");
        update("Free", "'OnDemandThroughput':{'MaxWriteRequestUnits':-1}");
        assertThat(service.ok("DescribeTable", "{'TableName':'Free'}").body().text())
                .doesNotContain("OnDemandThroughput");
    }

    @Test
    void warmThroughputOnlyRises() {
        Service.Answer answer = update("Free", "'WarmThroughput':{'ReadUnitsPerSecond':13000}");
        assertThat(answer.at("TableDescription", "WarmThroughput"))
                .isEqualTo(
                        "{\"ReadUnitsPerSecond\":12000,\"WriteUnitsPerSecond\":4000,"
                                + "\"Status\":\"UPDATING\"}");
        assertThat(described("Free", "WarmThroughput", "ReadUnitsPerSecond")).isEqualTo("13000");
        assertThat(refused("Free", "'WarmThroughput':{'ReadUnitsPerSecond':12999}"))
                .endsWith(
                        "Requested ReadUnitsPerSecond for WarmThroughput for table is lower than"
                                + " current WarmThroughput, decreasing WarmThroughput is not"
                                + " supported");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Free|'BillingMode':'PROVISIONED'|ProvisionedThroughput must be specified when"
                        + " BillingMode is PROVISIONED",
                "Free|'ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':1}|Neither"
                    + " ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode"
                    + " is PAY_PER_REQUEST",
                "Paid|'BillingMode':'PAY_PER_REQUEST','ProvisionedThroughput':"
                        + "{'ReadCapacityUnits':1,'WriteCapacityUnits':1}|ProvisionedThroughput"
                        + " cannot be specified when BillingMode is PAY_PER_REQUEST",
                "Paid|'OnDemandThroughput':{'MaxReadRequestUnits':5}|MaxReadRequestUnits for"
                        + " OnDemandThroughput cannot be specified when the table BillingMode is"
                        + " PROVISIONED",
                "Free|'OnDemandThroughput':{'MaxWriteRequestUnits':0}|Requested"
                        + " MaxWriteRequestUnits for OnDemandThroughput for table is outside of"
                        + " valid range",
                "Free|'OnDemandThroughput':{'MaxWriteRequestUnits':1},'StreamSpecification':"
                        + "{'StreamEnabled':false}|OnDemandThroughput can only be combined with"
                        + " BillingMode in an UpdateTable request",
                "Free|'WarmThroughput':{'ReadUnitsPerSecond':13000},'BillingMode':"
                        + "'PAY_PER_REQUEST'|WarmThroughput must be the only operation in the"
                        + " request",
                "Free|'StreamSpecification':{'StreamEnabled':true}|If stream is being enabled then"
                        + " UpdateViewType is required",
            })
    void whatCannotBeIsRefusedAndNothingChanges(String table, String change, String message) {
        String before = service.ok("DescribeTable", "{'TableName':'" + table + "'}").body().text();
        assertThat(refused(table, change))
                .isEqualTo(
                        "ValidationException: One or more parameter values were invalid: "
                                + message);
        assertThat(service.ok("DescribeTable", "{'TableName':'" + table + "'}").body().text())
                .isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Free|'GlobalSecondaryIndexUpdates':[{}]|One of GlobalSecondaryIndexUpdate.Update,"
                        + " GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete"
                        + " must not be null",
                "Free|'GlobalSecondaryIndexUpdates':[{'Delete':{'IndexName':'by-a'},'Update':"
                        + "{'IndexName':'by-a'}}]|Only one global secondary index action is allowed"
                        + " per GlobalSecondaryIndexUpdate object",
                "Free|'GlobalSecondaryIndexUpdates':[{'Delete':{'IndexName':'by-a'}},{'Update':"
                        + "{'IndexName':'by-a'}}]|Only one global secondary index update per index"
                        + " is allowed simultaneously. Index: by-a",
                "Free|'GlobalSecondaryIndexUpdates':[{'Update':{'IndexName':'by-a'}}]|The only"
                        + " Updates for index: by-a when TableThroughputMode is PAY_PER_REQUEST can"
                        + " be to OnDemandThroughput, WarmThroughput",
                "Free|'GlobalSecondaryIndexUpdates':[{'Update':{'IndexName':'by-a',"
                        + "'WarmThroughput':{}}}]|WarmThroughput must have at least one of"
                        + " ReadUnitsPerSecond or WriteUnitsPerSecond specified for index: by-a",
                "Free|'GlobalSecondaryIndexUpdates':[{'Create':{'IndexName':'new','KeySchema':"
                        + "[{'AttributeName':'z','KeyType':'HASH'}],'Projection':{'ProjectionType':"
                        + "'ALL'}}}]|AttributeDefinitions is not specified for index: new",
                "Free|'AttributeDefinitions':[{'AttributeName':'y','AttributeType':'S'}],"
                        + "'GlobalSecondaryIndexUpdates':[{'Create':{'IndexName':'new','KeySchema':"
                        + "[{'AttributeName':'z','KeyType':'HASH'}],'Projection':{'ProjectionType':"
                        + "'ALL'}}}]|Some index key attributes are not defined in"
                        + " AttributeDefinitions",
                "Free|'AttributeDefinitions':[],'GlobalSecondaryIndexUpdates':[{'Create':"
                        + "{'IndexName':'by-a','KeySchema':[{'AttributeName':'a','KeyType':"
                        + "'HASH'}],'Projection':{'ProjectionType':'ALL'}}}]|Index already exists:"
                        + " by-a",
            })
    void anUpdateOfIndexesThatCannotBeIsRefused(String table, String change, String message) {
        whatCannotBeIsRefusedAndNothingChanges(table, change, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'GlobalSecondaryIndexUpdates':[{'Delete':{'IndexName':'not'}}]|"
                        + "ResourceNotFoundException: Requested resource not found: Index not for"
                        + " table Free",
                "'GlobalSecondaryIndexUpdates':[{'Delete':{'IndexName':'one'}},{'Delete':"
                        + "{'IndexName':'two'}}]|LimitExceededException: Subscriber limit exceeded:"
                        + " Only 1 online index can be created or deleted simultaneously per table",
                "'MultiRegionConsistency':'Q'|ValidationException: 1 validation error detected:"
                    + " Value 'Q' at 'multiRegionConsistency' failed to satisfy constraint: Member"
                    + " must satisfy enum value set: [EVENTUAL, STRONG]",
                "'ProvisionedThroughput':{'ReadCapacityUnits':1000000000001,"
                        + "'WriteCapacityUnits':1}|ValidationException: Given value 1000000000001"
                        + " for ReadCapacityUnits is out of bounds",
                "'AttributeDefinitions':[],'GlobalSecondaryIndexUpdates':[{'Create':{'IndexName':"
                        + "'new','KeySchema':[{'AttributeName':'a','KeyType':'HASH'}],'Projection':"
                        + "{'ProjectionType':'INCLUDE','NonKeyAttributes':['x','']}}}]|"
                        + "ValidationException: 1 validation error detected: Value '[x, ]' at"
                        + " 'globalSecondaryIndexUpdates.1.member.create.projection"
                        + ".nonKeyAttributes' failed to satisfy constraint: Member must satisfy"
                        + " constraint: [Member must have length less than or equal to 255, Member"
                        + " must have length greater than or equal to 1]",
                "'WarmThroughput':{'ReadUnitsPerSecond':50000}|LimitExceededException: Subscriber"
                        + " limit exceeded: Requested ReadUnitsPerSecond for WarmThroughput for"
                        + " table exceeds TableMaxReadCapacityUnits of the account in region"
                        + " eu-north-1",
                "'ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':1},"
                        + "'StreamSpecification':{'StreamEnabled':false}|ValidationException: You"
                        + " cannot modify stream status while updating table IOPS",
            })
    void otherRefusals(String change, String message) {
        assertThat(refused("Free", change)).isEqualTo(message);
    }

    @Test
    void moreUnitsThanATableMayHaveAreRefused() {
        String text =
                "LimitExceededException: The requested ReadCapacityUnits, 40001, is above the per"
                    + " table maximum for the account in eu-north-1. Per table maximum: 40000."
                    + " Refer to the Amazon DynamoDB Developer Guide for current limits and how to"
                    + " request higher limits.";
        assertThat(refused("Paid", UNITS.formatted(40_001, 1))).isEqualTo(text);
        String definitions = KEYS.replace(",{'AttributeName':'a','AttributeType':'S'}", "");
        assertThat(
                        service.refused(
                                "CreateTable",
                                "{'TableName':'More',"
                                        + definitions
                                        + ","
                                        + UNITS.formatted(40_001, 1)
                                        + "}"))
                .isEqualTo(text);
        assertThat(service.ok("ListTables", "{}").at("TableNames")).doesNotContain("More");
    }
}
