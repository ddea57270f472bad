package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.partition.Tuning;
import cairn.storage.port.ObjectStore;

import org.junit.jupiter.api.Test;

/// CreateTable, DescribeTable, ListTables, DeleteTable.
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
    void whatIsNotThereYetIsRefusedBeforeAnythingIsWritten() {
        String index =
                ON_DEMAND
                        + ",'LocalSecondaryIndexes':[{'IndexName':'idx','KeySchema':"
                        + "[{'AttributeName':'id','KeyType':'HASH'},"
                        + "{'AttributeName':'x','KeyType':'RANGE'}],"
                        + "'Projection':{'ProjectionType':'ALL'}}]";
        assertThat(service.refused("CreateTable", CREATE.formatted("One", index)))
                .startsWith("ValidationException: Cairn does not support ")
                .endsWith(" yet");
        assertThat(service.refused("TransactWriteItems", "{}"))
                .isEqualTo("ValidationException: Cairn does not support TransactWriteItems yet");
        assertThat(service.ok("ListTables", "{}").at("TableNames")).isEqualTo("[]");
    }
}
