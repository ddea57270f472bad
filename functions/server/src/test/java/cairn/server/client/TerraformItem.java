package cairn.server.client;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes the calls of Terraform's provider for an item. It uses the legacy parameters.
///
/// @param hash the name of the partition key
/// @param range the name of the sort key
record TerraformItem(DynamoDbClient client, String table, String hash, String range) {
    /// Creates an item that must not exist.
    void create(Map<String, AttributeValue> item) {
        client.putItem(
                p ->
                        p.tableName(table)
                                .item(item)
                                .expected(
                                        Map.of(
                                                hash,
                                                ExpectedAttributeValue.builder()
                                                        .exists(false)
                                                        .build())));
    }

    /// Reads the configured attributes of an item.
    Optional<Map<String, AttributeValue>> read(Map<String, AttributeValue> configured) {
        Map<String, String> names =
                configured.keySet().stream()
                        .collect(Collectors.toMap(name -> "#a_" + name, name -> name));
        var answer =
                client.getItem(
                        g ->
                                g.tableName(table)
                                        .key(key(configured))
                                        .consistentRead(true)
                                        .projectionExpression(String.join(", ", names.keySet()))
                                        .expressionAttributeNames(names));
        return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
    }

    /// Changes an item. Attributes that are not configured any more are deleted. If the key is
    /// another, the old item is deleted afterwards.
    void update(Map<String, AttributeValue> was, Map<String, AttributeValue> wanted) {
        Map<String, AttributeValueUpdate> updates = new HashMap<>();
        for (String name : was.keySet()) {
            updates.put(
                    name, AttributeValueUpdate.builder().action(AttributeAction.DELETE).build());
        }
        wanted.forEach(
                (name, value) ->
                        updates.put(
                                name,
                                AttributeValueUpdate.builder()
                                        .action(AttributeAction.PUT)
                                        .value(value)
                                        .build()));
        updates.remove(hash);
        updates.remove(range);
        client.updateItem(u -> u.tableName(table).key(key(wanted)).attributeUpdates(updates));
        if (!key(was).equals(key(wanted))) {
            delete(was);
        }
    }

    void delete(Map<String, AttributeValue> item) {
        client.deleteItem(d -> d.tableName(table).key(key(item)));
    }

    private Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new HashMap<>(item);
        key.keySet().retainAll(Set.of(hash, range));
        return key;
    }
}
