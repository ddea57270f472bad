package cairn.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads a table as Terraform's provider does at every plan: four calls, whose answers must have
/// what the provider needs.
record TerraformReader(DynamoDbClient client, TerraformWaits waits) {
    /// What is there, as arguments.
    TerraformTable read(String name) {
        TableDescription table = waits.describe(name);
        checkComputed(name, table);
        Map<String, String> arguments = new HashMap<>();
        arguments.put(TerraformTable.NAME, table.tableName());
        arguments.put(TerraformTable.HASH, TerraformIndex.name(table.keySchema(), KeyType.HASH));
        arguments.put(TerraformTable.RANGE, TerraformIndex.name(table.keySchema(), KeyType.RANGE));
        putThroughput(table, arguments);
        putStream(table, arguments);
        putEncryption(table, arguments);
        arguments.put(
                TerraformTable.CLASS,
                Optional.ofNullable(table.tableClassSummary())
                        .map(summary -> summary.tableClassAsString())
                        .orElse("STANDARD"));
        arguments.put(
                TerraformTable.PROTECTED, Boolean.toString(table.deletionProtectionEnabled()));
        arguments.put(TerraformTable.RECOVERY, Boolean.toString(isRecoverable(name)));
        arguments.put(TerraformTable.EXPIRY, expiry(name));
        return new TerraformTable(
                arguments,
                table.attributeDefinitions().stream()
                        .collect(
                                Collectors.toMap(
                                        AttributeDefinition::attributeName,
                                        AttributeDefinition::attributeTypeAsString)),
                table.localSecondaryIndexes().stream()
                        .collect(
                                Collectors.toMap(
                                        LocalSecondaryIndexDescription::indexName,
                                        TerraformIndex::of)),
                table.globalSecondaryIndexes().stream()
                        .collect(
                                Collectors.toMap(
                                        GlobalSecondaryIndexDescription::indexName,
                                        TerraformIndex::of)),
                waits.tags(table.tableArn()));
    }

    /// What no argument has, but the provider needs.
    private static void checkComputed(String name, TableDescription table) {
        assertThat(table.tableName()).isEqualTo(name);
        assertThat(table.tableArn()).startsWith("arn:aws:dynamodb:").endsWith(":table/" + name);
        assertThat(table.tableId()).isNotEmpty();
        assertThat(table.creationDateTime()).isNotNull();
        assertThat(table.deletionProtectionEnabled()).isNotNull();
        assertThat(table.warmThroughput()).as("warm throughput").isNotNull();
        assertThat(table.warmThroughput().statusAsString()).isEqualTo("ACTIVE");
        assertThat(table.warmThroughput().readUnitsPerSecond()).isPositive();
        assertThat(table.warmThroughput().writeUnitsPerSecond()).isPositive();
        assertThat(table.globalSecondaryIndexes())
                .allSatisfy(
                        index ->
                                assertThat(index.warmThroughput().statusAsString())
                                        .isEqualTo("ACTIVE"));
        assertThat(table.replicas()).isEmpty();
        assertThat(table.globalTableWitnesses()).isEmpty();
        assertThat(table.multiRegionConsistency()).isNull();
        assertThat(table.restoreSummary()).isNull();
    }

    private static void putThroughput(TableDescription table, Map<String, String> arguments) {
        arguments.put(
                TerraformTable.BILLING,
                Optional.ofNullable(table.billingModeSummary())
                        .map(summary -> summary.billingModeAsString())
                        .orElse("PROVISIONED"));
        assertThat(table.provisionedThroughput()).isNotNull();
        arguments.put(
                TerraformTable.READS, table.provisionedThroughput().readCapacityUnits().toString());
        arguments.put(
                TerraformTable.WRITES,
                table.provisionedThroughput().writeCapacityUnits().toString());
        var most = Optional.ofNullable(table.onDemandThroughput());
        arguments.put(
                TerraformTable.MOST_READS,
                most.map(m -> m.maxReadRequestUnits().toString()).orElse(""));
        arguments.put(
                TerraformTable.MOST_WRITES,
                most.map(m -> m.maxWriteRequestUnits().toString()).orElse(""));
    }

    /// A stream that is off has no specification. Its ARN and label stay.
    private static void putStream(TableDescription table, Map<String, String> arguments) {
        var stream = Optional.ofNullable(table.streamSpecification());
        arguments.put(
                TerraformTable.STREAM,
                stream.map(s -> s.streamEnabled().toString()).orElse("false"));
        arguments.put(TerraformTable.VIEW, stream.map(s -> s.streamViewTypeAsString()).orElse(""));
        if (stream.isPresent()) {
            assertThat(table.latestStreamLabel()).isNotEmpty();
            assertThat(table.latestStreamArn())
                    .isEqualTo(table.tableArn() + "/stream/" + table.latestStreamLabel());
        }
    }

    private static void putEncryption(TableDescription table, Map<String, String> arguments) {
        var encryption = Optional.ofNullable(table.sseDescription());
        encryption.ifPresent(
                e -> {
                    assertThat(e.status()).isEqualTo(SSEStatus.ENABLED);
                    assertThat(e.sseTypeAsString()).isEqualTo("KMS");
                    assertThat(e.kmsMasterKeyArn()).startsWith("arn:aws:kms:");
                });
        arguments.put(TerraformTable.ENCRYPTED, Boolean.toString(encryption.isPresent()));
    }

    private boolean isRecoverable(String name) {
        ContinuousBackupsDescription backups =
                client.describeContinuousBackups(t -> t.tableName(name))
                        .continuousBackupsDescription();
        assertThat(backups).as("continuous backups").isNotNull();
        assertThat(backups.pointInTimeRecoveryDescription()).isNotNull();
        return backups.pointInTimeRecoveryDescription().pointInTimeRecoveryStatus()
                == PointInTimeRecoveryStatus.ENABLED;
    }

    /// The attribute with the expiry of items, or an empty text.
    private String expiry(String name) {
        TimeToLiveDescription expiry =
                client.describeTimeToLive(t -> t.tableName(name)).timeToLiveDescription();
        assertThat(expiry).as("time to live").isNotNull();
        if (expiry.timeToLiveStatus() == TimeToLiveStatus.ENABLED) {
            assertThat(expiry.attributeName()).isNotEmpty();
            return expiry.attributeName();
        }
        assertThat(expiry.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.DISABLED);
        assertThat(expiry.attributeName()).isNull();
        return "";
    }
}
