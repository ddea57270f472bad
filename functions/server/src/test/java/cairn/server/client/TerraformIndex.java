package cairn.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The arguments of an index in Terraform. Its name is the key of the map that contains it.
///
/// @param range empty if there is none
/// @param others the projected attributes, if they are named
/// @param reads zero on demand, and in a local index
record TerraformIndex(
        String hash, String range, String projection, Set<String> others, long reads, long writes) {
    /// An index on demand that projects everything.
    static TerraformIndex of(String hash, String range) {
        return new TerraformIndex(hash, range, "ALL", Set.of(), 0, 0);
    }

    TerraformIndex projecting(String kind, Set<String> names) {
        return new TerraformIndex(hash, range, kind, names, reads, writes);
    }

    TerraformIndex withCapacity(long read, long write) {
        return new TerraformIndex(hash, range, projection, others, read, write);
    }

    /// Reads an answer, which must contain everything that the provider needs.
    static TerraformIndex of(LocalSecondaryIndexDescription index) {
        assertThat(index.indexName()).isNotEmpty();
        return read(index.keySchema(), index.projection());
    }

    /// Reads an answer. The throughput must be there on demand too.
    static TerraformIndex of(GlobalSecondaryIndexDescription index) {
        String name = index.indexName();
        assertThat(name).isNotEmpty();
        assertThat(index.indexArn()).endsWith("/index/" + name);
        assertThat(index.indexStatus()).as("status of %s", name).isNotNull();
        assertThat(index.provisionedThroughput()).as("throughput of %s", name).isNotNull();
        assertThat(index.warmThroughput()).as("warm throughput of %s", name).isNotNull();
        assertThat(index.warmThroughput().readUnitsPerSecond()).isPositive();
        assertThat(index.warmThroughput().writeUnitsPerSecond()).isPositive();
        return read(index.keySchema(), index.projection())
                .withCapacity(
                        index.provisionedThroughput().readCapacityUnits(),
                        index.provisionedThroughput().writeCapacityUnits());
    }

    private static TerraformIndex read(List<KeySchemaElement> keys, Projection projection) {
        assertThat(projection.projectionType()).isNotNull();
        return new TerraformIndex(
                name(keys, KeyType.HASH),
                name(keys, KeyType.RANGE),
                projection.projectionTypeAsString(),
                Set.copyOf(projection.nonKeyAttributes()),
                0,
                0);
    }

    /// The name of the key attribute of a type, or an empty text.
    static String name(List<KeySchemaElement> keys, KeyType type) {
        return keys.stream()
                .filter(key -> key.keyType() == type)
                .map(KeySchemaElement::attributeName)
                .collect(Collectors.joining(","));
    }

    /// The elements of a key.
    ///
    /// @param range empty if there is none
    static List<KeySchemaElement> schema(String hash, String range) {
        List<KeySchemaElement> keys = new ArrayList<>();
        keys.add(KeySchemaElement.builder().attributeName(hash).keyType(KeyType.HASH).build());
        if (!range.isEmpty()) {
            keys.add(
                    KeySchemaElement.builder().attributeName(range).keyType(KeyType.RANGE).build());
        }
        return keys;
    }

    LocalSecondaryIndex local(String name) {
        return LocalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(schema(hash, range))
                .projection(projected())
                .build();
    }

    GlobalSecondaryIndex global(String name) {
        GlobalSecondaryIndex.Builder index =
                GlobalSecondaryIndex.builder()
                        .indexName(name)
                        .keySchema(schema(hash, range))
                        .projection(projected());
        if (reads > 0) {
            index.provisionedThroughput(capacity());
        }
        return index.build();
    }

    CreateGlobalSecondaryIndexAction added(String name) {
        CreateGlobalSecondaryIndexAction.Builder index =
                CreateGlobalSecondaryIndexAction.builder()
                        .indexName(name)
                        .keySchema(schema(hash, range))
                        .projection(projected());
        if (reads > 0) {
            index.provisionedThroughput(capacity());
        }
        return index.build();
    }

    ProvisionedThroughput capacity() {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(reads)
                .writeCapacityUnits(writes)
                .build();
    }

    private Projection projected() {
        Projection.Builder built = Projection.builder().projectionType(projection);
        if (!others.isEmpty()) {
            built.nonKeyAttributes(others);
        }
        return built.build();
    }
}
