package cairn.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// The waits of Terraform's provider. Each asks again until the answer is the awaited one. An
/// answer that the provider does not expect while it waits fails the test.
record TerraformWaits(DynamoDbClient client) {
    private static final Duration WAIT_MAX = Duration.ofSeconds(90);
    private static final long PAUSE_MILLIS = 20;
    private static final String GONE = "Requested resource not found: Table: ";

    /// Describes a table that must exist.
    TableDescription describe(String table) {
        return client.describeTable(t -> t.tableName(table)).table();
    }

    /// Waits until the table is active in two answers in a row.
    void active(String table) {
        int inARow = 0;
        long end = end();
        while (inARow < 2) {
            TableStatus status = describe(table).tableStatus();
            assertThat(status)
                    .isIn(
                            EnumSet.of(
                                    TableStatus.CREATING,
                                    TableStatus.UPDATING,
                                    TableStatus.ACTIVE));
            inARow = status == TableStatus.ACTIVE ? inARow + 1 : 0;
            pause("table " + table + " is active", end);
        }
    }

    /// Waits until the warm throughput of the table is active. It must be there from the beginning.
    void warm(String table) {
        until(
                "warm throughput of " + table,
                () -> {
                    TableDescription described = describe(table);
                    assertThat(described.warmThroughput()).as("warm throughput").isNotNull();
                    assertThat(described.warmThroughput().status())
                            .isIn(EnumSet.of(TableStatus.UPDATING, TableStatus.ACTIVE));
                    return described.warmThroughput().status() == TableStatus.ACTIVE;
                });
    }

    /// Waits until the warm throughput of an index is active.
    void warm(String table, String index) {
        until(
                "warm throughput of " + index,
                () -> {
                    GlobalSecondaryIndexDescription described = index(table, index).orElseThrow();
                    assertThat(described.warmThroughput()).as("of %s", index).isNotNull();
                    assertThat(described.warmThroughput().status()).isNotNull();
                    return described.warmThroughput().status() == IndexStatus.ACTIVE;
                });
    }

    /// Waits until an index is active.
    void indexActive(String table, String index) {
        until(
                "index " + index + " is active",
                () -> {
                    IndexStatus status = index(table, index).orElseThrow().indexStatus();
                    assertThat(status)
                            .isIn(
                                    EnumSet.of(
                                            IndexStatus.CREATING,
                                            IndexStatus.UPDATING,
                                            IndexStatus.ACTIVE));
                    return status == IndexStatus.ACTIVE;
                });
    }

    /// Waits until an index is gone.
    void indexGone(String table, String index) {
        until("index " + index + " is gone", () -> index(table, index).isEmpty());
    }

    private Optional<GlobalSecondaryIndexDescription> index(String table, String name) {
        return describe(table).globalSecondaryIndexes().stream()
                .filter(index -> index.indexName().equals(name))
                .findAny();
    }

    /// Waits until the encryption is on or off. No description means that it is off.
    void encrypted(String table, boolean on) {
        until(
                "encryption of " + table,
                () -> {
                    var encryption = Optional.ofNullable(describe(table).sseDescription());
                    return encryption
                            .map(e -> e.statusAsString())
                            .orElse("DISABLED")
                            .equals(on ? "ENABLED" : "DISABLED");
                });
    }

    /// Waits until the expiry of items is on or off.
    void expiry(String table, TimeToLiveStatus wanted) {
        until(
                "expiry in " + table,
                () -> {
                    var expiry = client.describeTimeToLive(t -> t.tableName(table));
                    assertThat(expiry.timeToLiveDescription()).isNotNull();
                    assertThat(expiry.timeToLiveDescription().timeToLiveStatus()).isNotNull();
                    return expiry.timeToLiveDescription().timeToLiveStatus() == wanted;
                });
    }

    /// Waits until the tags are those that are wanted.
    void tagged(String arn, Map<String, String> wanted) {
        until("tags of " + arn, () -> tags(arn).equals(wanted));
    }

    /// The tags of a resource.
    Map<String, String> tags(String arn) {
        var answer = client.listTagsOfResource(t -> t.resourceArn(arn));
        assertThat(answer.nextToken()).isNull();
        return answer.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    /// Deletes a table, again while it is in use, and waits until it is gone. Only one text counts
    /// as gone.
    void delete(String table) {
        until("table " + table + " can be deleted", () -> deleted(table));
        until("table " + table + " is gone", () -> gone(table));
    }

    private boolean deleted(String table) {
        try {
            client.deleteTable(t -> t.tableName(table));
            return true;
        } catch (ResourceInUseException e) {
            return false;
        }
    }

    private boolean gone(String table) {
        try {
            assertThat(describe(table).tableStatus())
                    .isIn(Set.of(TableStatus.ACTIVE, TableStatus.DELETING));
            return false;
        } catch (ResourceNotFoundException e) {
            assertThat(e.awsErrorDetails().errorMessage()).startsWith(GONE);
            return true;
        }
    }

    private static void until(String what, BooleanSupplier done) {
        long end = end();
        while (!done.getAsBoolean()) {
            pause(what, end);
        }
    }

    private static long end() {
        return System.nanoTime() + WAIT_MAX.toNanos();
    }

    private static void pause(String what, long end) {
        assertThat(end - System.nanoTime()).as("time left to wait: %s", what).isPositive();
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
