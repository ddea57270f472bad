package cairn.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Compares a table with the ledgers of its writers.
final class CrashVerdict {
    private final DynamoDbClient client;
    private final CrashItems goods;

    CrashVerdict(DynamoDbClient client, CrashItems goods) {
        this.client = client;
        this.goods = goods;
    }

    /// Every item is there once, whole, at a version that was acknowledged or tried later. Every
    /// counter counts each acknowledged increment once and no increment twice.
    void check(Ledger items, Ledger counters) {
        Map<Integer, Map<String, AttributeValue>> found = new HashMap<>();
        Map<Integer, Integer> counted = new HashMap<>();
        client.scanPaginator(s -> s.tableName("Goods").consistentRead(true))
                .items()
                .forEach(
                        item -> {
                            int id = number(item, "id");
                            if (item.containsKey("count")) {
                                assertThat(counted.put(id, number(item, "count"))).isNull();
                            } else {
                                assertThat(found.put(id, item)).as("twice: %s", id).isNull();
                            }
                        });
        for (int i = 0; i < items.size(); i++) {
            Map<String, AttributeValue> item = found.getOrDefault(i, Map.of());
            assertThat(item).as("item %d is lost%n%s", i, items.story(i)).isNotEmpty();
            int version = number(item, "version");
            assertThat(version)
                    .as("version of item %d%n%s", i, items.story(i))
                    .isBetween(items.acknowledgements(i), items.tries(i));
            assertThat(CrashItems.check(item)).isEqualTo(longOf(item, CrashItems.CHECK));
            assertThat(item.keySet()).isEqualTo(goods.item(i, version).keySet());
        }
        for (int i = 0; i < counters.size(); i++) {
            assertThat(counted.getOrDefault(i, 0))
                    .as("counter %d%n%s", i, counters.story(i))
                    .isBetween(counters.acknowledgements(i), counters.tries(i));
        }
    }

    private static int number(Map<String, AttributeValue> item, String name) {
        return (int) longOf(item, name);
    }

    private static long longOf(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(Objects.requireNonNull(item.get(name)).n());
    }
}
