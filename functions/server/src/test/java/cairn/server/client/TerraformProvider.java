package cairn.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// Makes the calls of Terraform's provider for a table, in the provider's order. A change of the
/// configuration becomes the calls that the provider makes for it.
record TerraformProvider(DynamoDbClient client, TerraformWaits waits) {
    /// Creates a table as configured.
    void create(TerraformTable wanted) {
        String name = wanted.name();
        TableDescription created = client.createTable(request(wanted)).tableDescription();
        assertThat(created.tableName()).isEqualTo(name);
        assertThat(created.tableArn()).endsWith(":table/" + name);
        assertThat(created.tableStatus()).isNotNull();
        waits.active(name);
        waits.warm(name);
        for (String index : wanted.globals().keySet()) {
            waits.warm(name, index);
        }
        for (String index : wanted.globals().keySet()) {
            waits.indexActive(name, index);
        }
        if (wanted.has(TerraformTable.EXPIRY)) {
            expire(name, wanted.get(TerraformTable.EXPIRY), true);
        }
    }

    private static CreateTableRequest request(TerraformTable wanted) {
        CreateTableRequest.Builder request =
                CreateTableRequest.builder()
                        .tableName(wanted.name())
                        .billingMode(wanted.get(TerraformTable.BILLING))
                        .keySchema(
                                TerraformIndex.schema(
                                        wanted.get(TerraformTable.HASH),
                                        wanted.get(TerraformTable.RANGE)))
                        .attributeDefinitions(wanted.definitions())
                        .tableClass(wanted.get(TerraformTable.CLASS));
        if (wanted.isProvisioned()) {
            request.provisionedThroughput(wanted.capacity());
        }
        if (!wanted.locals().isEmpty()) {
            request.localSecondaryIndexes(all(wanted.locals(), (name, index) -> index.local(name)));
        }
        if (!wanted.globals().isEmpty()) {
            request.globalSecondaryIndexes(
                    all(wanted.globals(), (name, index) -> index.global(name)));
        }
        if (wanted.has(TerraformTable.MOST_READS)) {
            request.onDemandThroughput(wanted.mostOnDemand());
        }
        if (wanted.is(TerraformTable.STREAM)) {
            request.streamSpecification(
                    s -> s.streamEnabled(true).streamViewType(wanted.get(TerraformTable.VIEW)));
        }
        if (wanted.is(TerraformTable.ENCRYPTED)) {
            request.sseSpecification(s -> s.enabled(true).sseType("KMS"));
        }
        if (wanted.is(TerraformTable.PROTECTED)) {
            request.deletionProtectionEnabled(true);
        }
        // The provider never sends an empty list of tags.
        if (!wanted.tags().isEmpty()) {
            request.tags(tags(wanted.tags()));
        }
        return request.build();
    }

    private static <T> List<T> all(
            Map<String, TerraformIndex> indexes, BiFunction<String, TerraformIndex, T> form) {
        return indexes.entrySet().stream()
                .map(index -> form.apply(index.getKey(), index.getValue()))
                .toList();
    }

    /// Changes a table from what was read to what is configured.
    void update(TerraformTable is, TerraformTable wanted) {
        String name = wanted.name();
        deleteIndexes(is, wanted);
        if (wanted.differs(is, TerraformTable.CLASS)) {
            change(name, u -> u.tableClass(wanted.get(TerraformTable.CLASS)));
        }
        if (is.is(TerraformTable.STREAM)
                && wanted.is(TerraformTable.STREAM)
                && wanted.differs(is, TerraformTable.VIEW)) {
            change(name, u -> u.streamSpecification(s -> s.streamEnabled(false)));
            change(name, u -> stream(u, wanted));
        }
        updateThroughput(is, wanted);
        createIndexes(is, wanted);
        if (wanted.differs(is, TerraformTable.ENCRYPTED)) {
            boolean on = wanted.is(TerraformTable.ENCRYPTED);
            change(name, u -> u.sseSpecification(s -> s.enabled(on)));
            waits.encrypted(name, on);
        }
        if (wanted.differs(is, TerraformTable.EXPIRY)) {
            boolean on = wanted.has(TerraformTable.EXPIRY);
            expire(name, (on ? wanted : is).get(TerraformTable.EXPIRY), on);
        }
        if (!is.tags().equals(wanted.tags())) {
            retag(waits.describe(name).tableArn(), is.tags(), wanted.tags());
        }
    }

    private void deleteIndexes(TerraformTable is, TerraformTable wanted) {
        String name = wanted.name();
        for (var index : is.globals().entrySet()) {
            if (!wanted.globals().containsKey(index.getKey())) {
                GlobalSecondaryIndexUpdate deleted =
                        GlobalSecondaryIndexUpdate.builder()
                                .delete(d -> d.indexName(index.getKey()))
                                .build();
                client.updateTable(u -> u.tableName(name).globalSecondaryIndexUpdates(deleted));
                waits.indexGone(name, index.getKey());
                waits.active(name);
            }
        }
    }

    /// One call for billing, capacity, maxima, protection, and a stream that is switched on or off.
    private void updateThroughput(TerraformTable is, TerraformTable wanted) {
        UpdateTableRequest.Builder request = UpdateTableRequest.builder();
        if (wanted.differs(is, TerraformTable.BILLING)) {
            request.billingMode(wanted.get(TerraformTable.BILLING));
        }
        if (wanted.isProvisioned()
                && wanted.differs(
                        is, TerraformTable.BILLING, TerraformTable.READS, TerraformTable.WRITES)) {
            request.provisionedThroughput(wanted.capacity());
        }
        if (wanted.has(TerraformTable.MOST_READS)
                && wanted.differs(is, TerraformTable.MOST_READS, TerraformTable.MOST_WRITES)) {
            request.onDemandThroughput(wanted.mostOnDemand());
        }
        if (wanted.differs(is, TerraformTable.PROTECTED)) {
            request.deletionProtectionEnabled(wanted.is(TerraformTable.PROTECTED));
        }
        if (wanted.differs(is, TerraformTable.STREAM)) {
            stream(request, wanted);
        }
        List<GlobalSecondaryIndexUpdate> indexes = capacities(is, wanted);
        if (!indexes.isEmpty()) {
            request.globalSecondaryIndexUpdates(indexes);
        }
        UpdateTableRequest update = request.build();
        if (!update.equals(UpdateTableRequest.builder().build())) {
            client.updateTable(update.toBuilder().tableName(wanted.name()).build());
            waits.active(wanted.name());
            indexes.forEach(i -> waits.indexActive(wanted.name(), i.update().indexName()));
        }
    }

    private static void stream(UpdateTableRequest.Builder request, TerraformTable wanted) {
        if (wanted.is(TerraformTable.STREAM)) {
            request.streamSpecification(
                    s -> s.streamEnabled(true).streamViewType(wanted.get(TerraformTable.VIEW)));
        } else {
            request.streamSpecification(s -> s.streamEnabled(false));
        }
    }

    private static List<GlobalSecondaryIndexUpdate> capacities(
            TerraformTable is, TerraformTable wanted) {
        return wanted.globals().entrySet().stream()
                .filter(index -> wanted.isProvisioned() && is.globals().containsKey(index.getKey()))
                .filter(index -> !index.getValue().equals(is.globals().get(index.getKey())))
                .map(
                        index ->
                                GlobalSecondaryIndexUpdate.builder()
                                        .update(
                                                u ->
                                                        u.indexName(index.getKey())
                                                                .provisionedThroughput(
                                                                        index.getValue()
                                                                                .capacity()))
                                        .build())
                .toList();
    }

    /// Creates missing indexes one by one, each with the definitions of all attributes.
    private void createIndexes(TerraformTable is, TerraformTable wanted) {
        String name = wanted.name();
        for (var index : wanted.globals().entrySet()) {
            if (!is.globals().containsKey(index.getKey())) {
                GlobalSecondaryIndexUpdate created =
                        GlobalSecondaryIndexUpdate.builder()
                                .create(index.getValue().added(index.getKey()))
                                .build();
                change(
                        name,
                        u ->
                                u.attributeDefinitions(wanted.definitions())
                                        .globalSecondaryIndexUpdates(created));
                waits.indexActive(name, index.getKey());
                waits.warm(name, index.getKey());
            }
        }
    }

    /// One UpdateTable, and the wait after it.
    void change(String table, Consumer<UpdateTableRequest.Builder> change) {
        UpdateTableRequest.Builder request = UpdateTableRequest.builder().tableName(table);
        change.accept(request);
        TableDescription answer = client.updateTable(request.build()).tableDescription();
        assertThat(answer.tableName()).isEqualTo(table);
        waits.active(table);
    }

    private void expire(String table, String attribute, boolean on) {
        client.updateTimeToLive(
                t ->
                        t.tableName(table)
                                .timeToLiveSpecification(
                                        s -> s.attributeName(attribute).enabled(on)));
        waits.expiry(table, on ? TimeToLiveStatus.ENABLED : TimeToLiveStatus.DISABLED);
    }

    /// Removes what is too much, adds what is new or has another value, and waits for it.
    void retag(String arn, Map<String, String> is, Map<String, String> wanted) {
        List<String> removed =
                is.keySet().stream().filter(key -> !wanted.containsKey(key)).toList();
        if (!removed.isEmpty()) {
            client.untagResource(t -> t.resourceArn(arn).tagKeys(removed));
        }
        List<Tag> added =
                tags(wanted).stream()
                        .filter(tag -> !tag.value().equals(is.get(tag.key())))
                        .toList();
        if (!added.isEmpty()) {
            client.tagResource(t -> t.resourceArn(arn).tags(added));
        }
        waits.tagged(arn, wanted);
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
