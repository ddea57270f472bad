package cairn.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.server.process.KeyedTable;
import cairn.server.target.Target;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.time.Instant;
import java.util.List;

/// Beans through the enhanced client, including optimistic locking.
abstract class EnhancedClientSuite {
    /// The target of the tests.
    abstract Target target();

    @Test
    void beansAreStoredQueriedAndLockedByVersion() {
        try (DynamoDbClient client = target().door().client()) {
            DynamoDbTable<Reading> table =
                    DynamoDbEnhancedClient.builder()
                            .dynamoDbClient(client)
                            .build()
                            .table("Readings", TableSchema.fromBean(Reading.class));
            table.createTable();
            Instant noon = Instant.parse("2026-06-01T12:00:00Z");
            for (int i = 0; i < 10; i++) {
                table.putItem(reading("roof", noon.plusSeconds(i), i * 0.5));
            }
            List<Reading> late =
                    table
                            .query(
                                    QueryConditional.sortGreaterThanOrEqualTo(
                                            k ->
                                                    k.partitionValue("roof")
                                                            .sortValue(
                                                                    noon.plusSeconds(7)
                                                                            .toString())))
                            .items()
                            .stream()
                            .toList();
            assertThat(late).extracting(Reading::getCelsius).containsExactly(3.5, 4.0, 4.5);

            Key key = Key.builder().partitionValue("roof").sortValue(noon.toString()).build();
            Reading mine = table.getItem(key);
            Reading theirs = table.getItem(key);
            theirs.setCelsius(21.5);
            table.updateItem(theirs);
            mine.setCelsius(1.0);
            assertThatThrownBy(() -> table.updateItem(mine))
                    .isInstanceOf(ConditionalCheckFailedException.class);
            assertThat(table.getItem(key).getCelsius()).isEqualTo(21.5);
            assertThat(table.getItem(key).getVersion()).isEqualTo(2);
            KeyedTable.deleteAll(client);
        }
    }

    private static Reading reading(String sensor, Instant at, double celsius) {
        Reading reading = new Reading();
        reading.setSensor(sensor);
        reading.setAt(at);
        reading.setCelsius(celsius);
        return reading;
    }

    /// A measurement in the form that the enhanced client requires of beans.
    @DynamoDbBean
    public static final class Reading {
        private String sensor = "";
        private Instant at = Instant.EPOCH;
        private double celsius;
        private @Nullable Integer version;

        @DynamoDbPartitionKey
        public String getSensor() {
            return sensor;
        }

        public void setSensor(String sensor) {
            this.sensor = sensor;
        }

        @DynamoDbSortKey
        public Instant getAt() {
            return at;
        }

        public void setAt(Instant at) {
            this.at = at;
        }

        public double getCelsius() {
            return celsius;
        }

        public void setCelsius(double celsius) {
            this.celsius = celsius;
        }

        @DynamoDbVersionAttribute
        public @Nullable Integer getVersion() {
            return version;
        }

        public void setVersion(@Nullable Integer version) {
            this.version = version;
        }
    }
}
