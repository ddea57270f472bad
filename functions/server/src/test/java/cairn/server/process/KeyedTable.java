package cairn.server.process;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// The tables of the tests: the partition key is a string, the sort key is a number.
public final class KeyedTable {
    private KeyedTable() {}

    /// Creates a table with a throughput of 5 and 6 units and waits until it exists.
    public static void create(DynamoDbClient client, String name, String hash, String range) {
        client.createTable(
                table ->
                        table.tableName(name)
                                .attributeDefinitions(
                                        attribute(hash, ScalarAttributeType.S),
                                        attribute(range, ScalarAttributeType.N))
                                .keySchema(key(hash, KeyType.HASH), key(range, KeyType.RANGE))
                                .provisionedThroughput(
                                        t -> t.readCapacityUnits(5L).writeCapacityUnits(6L)));
        client.waiter().waitUntilTableExists(table -> table.tableName(name));
    }

    /// Deletes all tables and waits until they are gone.
    public static void deleteAll(DynamoDbClient client) {
        for (String name : client.listTablesPaginator().tableNames()) {
            client.deleteTable(table -> table.tableName(name));
            client.waiter().waitUntilTableNotExists(table -> table.tableName(name));
        }
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
