package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.partition.Tuning;
import cairn.storage.port.ObjectStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// CreateTable, DescribeTable, ListTables, UpdateTable, DeleteTable.
final class TableOperationsTest {
    private static final String CREATE =
            "{'TableName':'%s','KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],"
                    + "'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}]%s}";
    private static final String ON_DEMAND = ",'BillingMode':'PAY_PER_REQUEST'";

    private final ObjectStore store = Service.memory();
    private final Service service = new Service(store, Tuning.DEFAULT, 2);

    @Test
    void aTableIsDescribedAsItWasCreated() {
        String throughput =
                ",'ProvisionedThroughput':{'ReadCapacityUnits':3,'WriteCapacityUnits':4}";
        Service.Answer created = service.ok("CreateTable", CREATE.formatted("One", throughput));
        assertThat(created.at("TableDescription", "TableStatus")).isEqualTo("\"CREATING\"");
        Service.Answer described = service.ok("DescribeTable", "{'TableName':'One'}");
        assertThat(described.at("Table", "TableStatus")).isEqualTo("\"ACTIVE\"");
        assertThat(described.at("Table", "ProvisionedThroughput", "WriteCapacityUnits"))
                .isEqualTo("4");
        assertThat(described.at("Table", "KeySchema"))
                .isEqualTo("[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}]");
        assertThat(described.at("Table", "TableArn"))
                .isEqualTo("\"arn:aws:dynamodb:eu-north-1:000000000000:table/One\"");
        assertThat(described.at("Table", "TableId"))
                .isEqualTo(created.at("TableDescription", "TableId"));
        assertThat(
                        service.ok(
                                        "DescribeTable",
                                        "{'TableName':'arn:aws:dynamodb:eu-north-1:000000000000:"
                                                + "table/One'}")
                                .at("Table", "TableName"))
                .isEqualTo("\"One\"");
    }

    @Test
    void anOnDemandTableHasNoThroughputAndSaysSinceWhen() {
        Service.Answer created = service.ok("CreateTable", CREATE.formatted("One", ON_DEMAND));
        assertThat(created.at("TableDescription", "BillingModeSummary"))
                .isEqualTo("{\"BillingMode\":\"PAY_PER_REQUEST\"}");
        Service.Answer described = service.ok("DescribeTable", "{'TableName':'One'}");
        assertThat(described.at("Table", "BillingModeSummary", "LastUpdateToPayPerRequestDateTime"))
                .isEqualTo(described.at("Table", "CreationDateTime"))
                .isNotEmpty();
        assertThat(described.at("Table", "ProvisionedThroughput"))
                .isEqualTo(
                        "{\"NumberOfDecreasesToday\":0,\"ReadCapacityUnits\":0,"
                                + "\"WriteCapacityUnits\":0}");
        assertThat(described.at("Table", "DeletionProtectionEnabled")).isEqualTo("false");
    }

    @Test
    void namesAreListedInPages() {
        for (String name : new String[] {"bb1", "aa2", "Cc3", "aa1"}) {
            service.ok("CreateTable", CREATE.formatted(name, ON_DEMAND));
        }
        Service.Answer first = service.ok("ListTables", "{'Limit':3}");
        assertThat(first.at("TableNames")).isEqualTo("[\"Cc3\",\"aa1\",\"aa2\"]");
        assertThat(first.at("LastEvaluatedTableName")).isEqualTo("\"aa2\"");
        Service.Answer rest = service.ok("ListTables", "{'ExclusiveStartTableName':'aa2'}");
        assertThat(rest.body().text()).isEqualTo("{\"TableNames\":[\"bb1\"]}");
    }

    @Test
    void aTableCreatedAgainIsEmptyForEveryProcess() {
        service.ok("CreateTable", CREATE.formatted("One", ON_DEMAND));
        Service other = new Service(store, Tuning.DEFAULT, 2);
        String put = "{'TableName':'One','Item':{'id':{'S':'a'}}}";
        String get = "{'TableName':'One','ConsistentRead':true,'Key':{'id':{'S':'a'}}}";
        other.ok("PutItem", put);
        service.ok("PutItem", put);
        assertThat(
                        service.ok("DeleteTable", "{'TableName':'One'}")
                                .at("TableDescription", "TableStatus"))
                .isEqualTo("\"DELETING\"");
        assertThat(other.refused("GetItem", get))
                .isEqualTo("ResourceNotFoundException: Requested resource not found");
        assertThat(other.refused("PutItem", put)).startsWith("ResourceNotFoundException");
        service.ok("CreateTable", CREATE.formatted("One", ON_DEMAND));
        assertThat(other.ok("GetItem", get).body().text()).isEqualTo("{}");
        other.ok("PutItem", put);
        assertThat(service.ok("GetItem", get).at("Item")).isEqualTo("{\"id\":{\"S\":\"a\"}}");
    }

    /// A process that knows an earlier table of this name must not apply that table's key.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "PutItem|{'TableName':'One','Item':{'n':{'N':'2'}}}",
                "GetItem|{'TableName':'One','Key':{'n':{'N':'1'}}}",
                "DeleteItem|{'TableName':'One','Key':{'n':{'N':'1'}}}",
                "UpdateItem|{'TableName':'One','Key':{'n':{'N':'1'}},'UpdateExpression':'SET id ="
                        + " :a','ExpressionAttributeValues':{':a':{'S':'a'}}}",
                "Query|{'TableName':'One','KeyConditionExpression':'n = :n',"
                        + "'ExpressionAttributeValues':{':n':{'N':'1'}}}",
                "Query|{'TableName':'One','KeyConditionExpression':'n = :n','FilterExpression':'id"
                        + " = :a','ExpressionAttributeValues':{':n':{'N':'1'},':a':{'S':'a'}}}",
                "Scan|{'TableName':'One','ExclusiveStartKey':{'n':{'N':'1'}}}",
                "BatchGetItem|{'RequestItems':{'One':{'Keys':[{'n':{'N':'1'}}]}}}",
                "BatchWriteItem|{'RequestItems':{'One':[{'PutRequest':{'Item':{'n':{'N':'3'}}}}]}}",
            })
    void aTableCreatedAgainWithAnotherKeyIsUsableInEveryProcess(String operation, String request) {
        service.ok("CreateTable", CREATE.formatted("One", ON_DEMAND));
        Service other = new Service(store, Tuning.DEFAULT, 2);
        other.ok("PutItem", "{'TableName':'One','Item':{'id':{'S':'a'}}}");
        service.ok("DeleteTable", "{'TableName':'One'}");
        service.ok(
                "CreateTable",
                CREATE.replace("'id'", "'n'").replace("'S'", "'N'").formatted("One", ON_DEMAND));
        service.ok("PutItem", "{'TableName':'One','Item':{'n':{'N':'1'}}}");
        other.ok(operation, request);
    }

    @Test
    void aRequestWithTheKeyOfTheLifeBeforeIsRefused() {
        service.ok("CreateTable", CREATE.formatted("One", ON_DEMAND));
        Service other = new Service(store, Tuning.DEFAULT, 2);
        other.ok("PutItem", "{'TableName':'One','Item':{'id':{'S':'a'}}}");
        service.ok("DeleteTable", "{'TableName':'One'}");
        String wrong = "{'TableName':'One','Key':{'m':{'S':'a'}}}";
        assertThat(other.refused("GetItem", wrong)).startsWith("ResourceNotFoundException");
        service.ok("CreateTable", CREATE.replace("'id'", "'n'").formatted("One", ON_DEMAND));
        assertThat(other.refused("GetItem", "{'TableName':'One','Key':{'id':{'S':'a'}}}"))
                .isEqualTo(
                        "ValidationException: The provided key element does not match the schema");
    }

    @Test
    void aProtectedTableIsNotDeleted() {
        service.ok(
                "CreateTable",
                CREATE.formatted("One", ON_DEMAND + ",'DeletionProtectionEnabled':true"));
        assertThat(service.refused("DeleteTable", "{'TableName':'One'}"))
                .isEqualTo(
                        "ValidationException: Resource cannot be deleted as it is currently"
                            + " protected against deletion. Disable deletion protection first.");
        assertThat(service.ok("ListTables", "{}").at("TableNames")).isEqualTo("[\"One\"]");
    }

    @Test
    void protectionIsTakenAwayForEveryProcessAndForGood() {
        service.ok(
                "CreateTable",
                CREATE.formatted("One", ON_DEMAND + ",'DeletionProtectionEnabled':true"));
        String put = "{'TableName':'One','Item':{'id':{'S':'a'}}}";
        service.ok("PutItem", put);
        Service other = new Service(store, Tuning.DEFAULT, 2);
        other.ok("PutItem", put);
        String update = "{'TableName':'One','DeletionProtectionEnabled':%s}";
        Service.Answer before = service.ok("DescribeTable", "{'TableName':'One'}");
        Service.Answer freed = other.ok("UpdateTable", update.formatted("false"));
        assertThat(freed.at("TableDescription", "DeletionProtectionEnabled")).isEqualTo("false");
        assertThat(freed.at("TableDescription", "TableStatus")).isEqualTo("\"ACTIVE\"");
        assertThat(freed.body().text().replace("TableDescription", "Table"))
                .isEqualTo(
                        before.body()
                                .text()
                                .replace(
                                        "\"DeletionProtectionEnabled\":true",
                                        "\"DeletionProtectionEnabled\":false"));
        assertThat(service.ok("GetItem", "{'TableName':'One','Key':{'id':{'S':'a'}}}").at("Item"))
                .isNotEmpty();
        service.ok("UpdateTable", update.formatted("true"));
        service.ok("UpdateTable", update.formatted("true"));
        assertThat(other.refused("DeleteTable", "{'TableName':'One'}"))
                .contains("currently protected against deletion");
        service.ok("UpdateTable", update.formatted("false"));
        other.ok("DeleteTable", "{'TableName':'One'}");
        assertThat(service.refused("UpdateTable", update.formatted("false")))
                .isEqualTo(
                        "ResourceNotFoundException: Requested resource not found: Table: One not"
                                + " found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "''|At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                    + " GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates,"
                    + " MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency,"
                    + " DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass"
                    + " is required",
                "'GlobalSecondaryIndexUpdates':[]|At least one of ProvisionedThroughput,",
                "'OnDemandThroughput':{}|At least one of ProvisionedThroughput,",
                "'WarmThroughput':{}|At least one of ProvisionedThroughput,",
                "'AttributeDefinitions':[]|At least one of ProvisionedThroughput,",
                "'MultiRegionConsistency':'STRONG'|Cairn does not support the parameter"
                        + " MultiRegionConsistency yet",
                "'TableClass':'BAD'|1 validation error detected: Value 'BAD' at 'tableClass' failed"
                        + " to satisfy constraint: Member must satisfy enum value set: [STANDARD,"
                        + " STANDARD_INFREQUENT_ACCESS]",
                "'DeletionProtectionEnabled':false,'BillingMode':'PAY_PER_REQUEST'|One or more"
                        + " parameter values were invalid: DeletionProtection modification must be"
                        + " the only operation in the request",
                "'DeletionProtectionEnabled':false,'TableClass':'STANDARD'|One or more parameter"
                        + " values were invalid: TableClass modification must be the only operation"
                        + " in the request",
                "'DeletionProtectionEnabled':false,'TableClass':'STANDARD','SSESpecification':{}|"
                        + "One or more parameter values were invalid: Server-Side Encryption"
                        + " modification must be the only operation in the request",
                "'DeletionProtectionEnabled':false,'GlobalSecondaryIndexUpdates':[]|One or more"
                        + " parameter values were invalid: List of GlobalSecondaryIndexUpdates is"
                        + " empty",
            })
    void anUpdateOfATableThatCannotBeIsRefusedAndNothingIsWritten(
            String parameters, String message) {
        service.ok(
                "CreateTable",
                CREATE.formatted("One", ON_DEMAND + ",'DeletionProtectionEnabled':true"));
        String update =
                "{'TableName':'%s'%s}"
                        .formatted("%s", parameters.equals("''") ? "" : "," + parameters);
        assertThat(service.refused("UpdateTable", update.formatted("One")))
                .startsWith("ValidationException: " + message);
        assertThat(service.refused("UpdateTable", update.formatted("Missing")))
                .startsWith("ValidationException: " + message);
        assertThat(
                        service.ok("DescribeTable", "{'TableName':'One'}")
                                .at("Table", "DeletionProtectionEnabled"))
                .isEqualTo("true");
    }

    @Test
    void errorsOfTablesAreDynamoDbs() {
        service.ok("CreateTable", CREATE.formatted("One", ON_DEMAND));
        assertThat(service.refused("CreateTable", CREATE.formatted("One", ON_DEMAND)))
                .isEqualTo("ResourceInUseException: Table already exists: One");
        assertThat(service.refused("DescribeTable", "{'TableName':'Two'}"))
                .isEqualTo(
                        "ResourceNotFoundException: Requested resource not found: Table: Two not"
                                + " found");
        assertThat(service.refused("DeleteTable", "{'TableName':'Two'}"))
                .isEqualTo(
                        "ResourceNotFoundException: Requested resource not found: Table: Two not"
                                + " found");
        assertThat(service.refused("CreateTable", CREATE.formatted("Two", "")))
                .startsWith("ValidationException: ");
        assertThat(service.refused("CreateTable", CREATE.formatted("Tw", ON_DEMAND)))
                .isEqualTo(
                        "ValidationException: 1 validation error detected: Value 'Tw' at"
                                + " 'tableName' failed to satisfy constraint: Member must have"
                                + " length greater than or equal to 3");
    }

    @Test
    void whatAsksForNothingIsTaken() {
        String nothing =
                ",'Tags':[],'OnDemandThroughput':{},'SSESpecification':{'Enabled':false},"
                        + "'StreamSpecification':{'StreamEnabled':false}";
        service.ok("CreateTable", CREATE.formatted("One", ON_DEMAND + nothing));
        assertThat(service.ok("ListTables", "{}").at("TableNames")).isEqualTo("[\"One\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'GlobalSecondaryIndexes':[]|One or more parameter values were invalid: List of"
                        + " GlobalSecondaryIndexes is empty",
                "'LocalSecondaryIndexes':[]|One or more parameter values were invalid: List of"
                        + " LocalSecondaryIndexes is empty",
                "'StreamSpecification':{'StreamEnabled':false,'StreamViewType':'KEYS_ONLY'}|One or"
                        + " more parameter values were invalid: Table is being created with a"
                        + " stream disabled, UpdateViewType should not be specified",
                "'StreamSpecification':{}|1 validation error detected: Value null at"
                        + " 'streamSpecification.streamEnabled' failed to satisfy constraint:"
                        + " Member must not be null",
            })
    void aParameterWithoutSenseIsRefused(String parameter, String message) {
        assertThat(
                        service.refused(
                                "CreateTable",
                                CREATE.formatted("One", ON_DEMAND + "," + parameter)))
                .isEqualTo("ValidationException: " + message);
    }

    /// Key attributes as `name:type`, then the defined attributes.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a:HASH|b|One or more parameter values were invalid: Some index key attributes are"
                        + " not defined in AttributeDefinitions. Keys: [a], AttributeDefinitions:"
                        + " [b]",
                "a:HASH|~~|Invalid KeySchema: Some index key attribute have no definition",
                "a:HASH,b:RANGE|a|Invalid KeySchema: Some index key attribute have no definition",
                "a:HASH,a:RANGE|a|Invalid KeySchema: Some index key attribute have no definition",
                "a:HASH,a:RANGE|a,b|Both the Hash Key and the Range Key element in the KeySchema"
                        + " have the same name",
                "a:RANGE|a|Invalid KeySchema: The first KeySchemaElement is not a HASH key type",
                "a:HASH,b:HASH|a,b|Invalid KeySchema: The second KeySchemaElement is not a RANGE"
                        + " key type",
                "a:HASH|a,b|One or more parameter values were invalid: Number of attributes in"
                        + " KeySchema does not exactly match number of attributes defined in"
                        + " AttributeDefinitions",
                "a:HASH|a,a|Attribute Name is duplicated: a",
            })
    void keysThatAreNoneAreRefused(String keys, String defined, String message) {
        String schema = keys.replaceAll("(\\w+):(\\w+)", "{'AttributeName':'$1','KeyType':'$2'}");
        String definitions =
                defined.replaceAll("\\w+", "{'AttributeName':'$0','AttributeType':'S'}");
        assertThat(
                        service.refused(
                                "CreateTable",
                                "{'TableName':'One'%s,'KeySchema':[%s],'AttributeDefinitions':[%s]}"
                                        .formatted(ON_DEMAND, schema, definitions)))
                .isEqualTo("ValidationException: " + message);
    }

    @Test
    void throughputIsJudgedBeforeKeys() {
        assertThat(
                        service.refused(
                                "CreateTable",
                                "{'TableName':'One','KeySchema':[{'AttributeName':'a','KeyType':"
                                        + "'RANGE'}],'AttributeDefinitions':[]}"))
                .isEqualTo(
                        "ValidationException: One or more parameter values were invalid:"
                                + " ReadCapacityUnits and WriteCapacityUnits must both be specified"
                                + " when BillingMode is PROVISIONED");
    }

    @Test
    void whatIsNotThereYetIsRefusedBeforeAnythingIsWritten() {
        for (String parameter :
                new String[] {
                    "'ResourcePolicy':'{}'", "'VectorIndexes':[{}]",
                }) {
            assertThat(
                            service.refused(
                                    "CreateTable",
                                    CREATE.formatted("One", ON_DEMAND + "," + parameter)))
                    .as(parameter)
                    .startsWith("ValidationException: Cairn does not support ")
                    .endsWith(" yet");
        }
        assertThat(service.refused("TransactWriteItems", "{}"))
                .isEqualTo(
                        "UnknownOperationException: Cairn does not support TransactWriteItems yet");
        assertThat(service.ok("ListTables", "{}").at("TableNames")).isEqualTo("[]");
    }
}
