package cairn.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.server.access.KeysCommand.Key;
import cairn.server.process.KeyedTable;
import cairn.server.process.ServerProcess;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.s3.LocalStack;
import cairn.storage.s3.S3Address;
import cairn.storage.s3.S3Store;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Keys in a bucket, with their secrets encrypted under a key of LocalStack's KMS.
final class AccessOnS3IT {
    @Test
    void keysInABucketAreSealedByKms() throws Exception {
        LocalStack localStack = LocalStack.started();
        S3Address bucket = localStack.freshBucket();
        String endpoint = bucket.endpoint().orElseThrow().toString();
        List<String> place =
                List.of(
                        "--bucket",
                        bucket.bucket(),
                        "--region",
                        bucket.region(),
                        "--endpoint",
                        endpoint,
                        "--kms-key",
                        localStack.freshKmsKey());
        Map<String, String> environment =
                Map.of(
                        "AWS_ENDPOINT_URL_KMS",
                        endpoint,
                        "AWS_ACCESS_KEY_ID",
                        "any",
                        "AWS_SECRET_ACCESS_KEY",
                        "any");
        KeysCommand keys = new KeysCommand(place, environment);
        Key admin = keys.create("root", "admin");
        List<String> options = new ArrayList<>(place);
        options.add("--auth");
        try (ServerProcess server =
                        ServerProcess.start(options, environment, ProcessBuilder.Redirect.INHERIT);
                DynamoDbClient client = server.client(admin.id(), admin.secret());
                DynamoDbClient other = server.client(admin.id(), "x".repeat(40))) {
            KeyedTable.create(client, "Things", "id", "n");
            assertThat(client.listTables().tableNames()).containsExactly("Things");
            assertThatThrownBy(() -> other.deleteTable(d -> d.tableName("Things")))
                    .isInstanceOf(DynamoDbException.class)
                    .hasMessageContaining("The request signature we calculated does not match");
            assertThat(client.listTables().tableNames()).containsExactly("Things");
        }
        try (S3Store store = LocalStack.store(bucket)) {
            GetOutcome.Found found = (GetOutcome.Found) store.get(new ObjectKey("access/keys"));
            assertThat(new String(found.bytes(), StandardCharsets.US_ASCII))
                    .contains(admin.id(), "\"wrappedBy\":\"kms\"")
                    .doesNotContain(admin.secret());
        }
    }
}
