package cairn.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.server.target.Target;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Tag;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What Terraform does with tables, items and tags. After each change the plan must be empty: what
/// is read is what is configured.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TerraformSuite {
    private static final String POSTS = TerraformPosts.TABLE;
    private static final TerraformTable CONFIGURED = TerraformPosts.CONFIGURED;
    private static final TerraformTable PROVISIONED = TerraformPosts.PROVISIONED;

    private DynamoDbClient client;
    private TerraformWaits waits;
    private TerraformProvider provider;
    private TerraformReader reader;

    /// The target of the tests.
    abstract Target target();

    @BeforeAll
    void connect() {
        client = target().door().client();
        waits = new TerraformWaits(client);
        provider = new TerraformProvider(client, waits);
        reader = new TerraformReader(client, waits);
    }

    @AfterAll
    void disconnect() {
        client.close();
    }

    @AfterEach
    void leaveNothing() {
        for (String table : client.listTablesPaginator().tableNames()) {
            if (waits.describe(table).deletionProtectionEnabled()) {
                client.updateTable(u -> u.tableName(table).deletionProtectionEnabled(false));
            }
            waits.delete(table);
        }
    }

    /// Creates a table, of which the plan must be empty at once and again.
    private void create(TerraformTable wanted) {
        provider.create(wanted);
        planIsEmpty(wanted);
        planIsEmpty(wanted);
    }

    /// Changes the table from what is there, of which the plan must then be empty.
    private void apply(TerraformTable wanted) {
        provider.update(reader.read(wanted.name()), wanted);
        planIsEmpty(wanted);
    }

    private void planIsEmpty(TerraformTable wanted) {
        assertThat(reader.read(wanted.name())).usingRecursiveComparison().isEqualTo(wanted);
    }

    @Test
    void aNewTableIsAsConfigured() {
        create(CONFIGURED);
    }

    @Test
    void anotherConfigurationHasAPlan() {
        provider.create(CONFIGURED);
        for (TerraformTable other :
                List.of(
                        PROVISIONED,
                        CONFIGURED.with(TerraformTable.VIEW, "KEYS_ONLY"),
                        CONFIGURED.withGlobals(Map.of()),
                        CONFIGURED.withTags(Map.of("team", "blog")))) {
            assertThatThrownBy(() -> planIsEmpty(other)).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void aNewTableWithCapacityEncryptionAndOtherClassIsAsConfigured() {
        create(
                PROVISIONED
                        .with(TerraformTable.CLASS, "STANDARD_INFREQUENT_ACCESS")
                        .with(TerraformTable.ENCRYPTED, "true")
                        .with(TerraformTable.EXPIRY, "")
                        .withTags(Map.of()));
    }

    @Test
    void aPlainNewTableIsAsConfigured() {
        create(
                new TerraformTable(
                                CONFIGURED.arguments(),
                                Map.of("author", "S"),
                                Map.of(),
                                Map.of(),
                                Map.of())
                        .with(TerraformTable.RANGE, "")
                        .with(TerraformTable.STREAM, "false")
                        .with(TerraformTable.VIEW, "")
                        .with(TerraformTable.EXPIRY, ""));
    }

    @Test
    void globalIndexesAreDeletedAndCreated() {
        create(CONFIGURED);
        for (int i = 0; i < 10; i++) {
            Map<String, AttributeValue> post = TerraformPosts.post("ann", i);
            client.putItem(p -> p.tableName(POSTS).item(post));
        }
        apply(
                CONFIGURED.withGlobals(
                        Map.of("byTopic", TerraformIndex.of("topic", "posted")),
                        Map.of("author", "S", "posted", "N", "length", "N", "topic", "S")));
        apply(
                CONFIGURED.withGlobals(
                        Map.of(
                                "byTopic",
                                TerraformIndex.of("topic", "posted"),
                                "byEditor",
                                TerraformIndex.of("editor", "length")
                                        .projecting("INCLUDE", Set.of("text"))),
                        TerraformPosts.WITH_EDITOR));
        var found =
                client.query(
                        q ->
                                q.tableName(POSTS)
                                        .indexName("byEditor")
                                        .keyConditionExpression("editor = :e")
                                        .expressionAttributeValues(
                                                Map.of(":e", AttributeValue.fromS("ed"))));
        assertThat(found.items()).hasSize(10);
    }

    @Test
    void allGlobalIndexesAreDeleted() {
        create(CONFIGURED);
        apply(
                CONFIGURED.withGlobals(
                        Map.of(), Map.of("author", "S", "posted", "N", "length", "N")));
    }

    @Test
    void theClassIsChanged() {
        create(CONFIGURED);
        apply(CONFIGURED.with(TerraformTable.CLASS, "STANDARD_INFREQUENT_ACCESS"));
        apply(CONFIGURED);
    }

    @Test
    void billingAndCapacityAreChanged() {
        create(CONFIGURED);
        apply(PROVISIONED);
        apply(PROVISIONED.with(TerraformTable.READS, "7"));
        apply(PROVISIONED.with(TerraformTable.READS, "7").with(TerraformTable.WRITES, "1"));
        apply(CONFIGURED);
    }

    @Test
    void theMaximaOnDemandAreChanged() {
        TerraformTable limited =
                CONFIGURED
                        .with(TerraformTable.MOST_READS, "100")
                        .with(TerraformTable.MOST_WRITES, "50");
        create(limited);
        apply(limited.with(TerraformTable.MOST_READS, "200"));
    }

    @Test
    void theStreamIsSwitchedOffAndOnAndGetsAnotherView() {
        create(CONFIGURED);
        String first = waits.describe(POSTS).latestStreamLabel();
        apply(CONFIGURED.with(TerraformTable.STREAM, "false").with(TerraformTable.VIEW, ""));
        assertThat(waits.describe(POSTS).latestStreamLabel()).isEqualTo(first);
        apply(CONFIGURED.with(TerraformTable.VIEW, "KEYS_ONLY"));
        assertThat(waits.describe(POSTS).latestStreamLabel()).isNotEqualTo(first);
        apply(CONFIGURED.with(TerraformTable.VIEW, "NEW_IMAGE"));
    }

    @Test
    void encryptionIsSwitchedOnAndOff() {
        create(CONFIGURED);
        apply(CONFIGURED.with(TerraformTable.ENCRYPTED, "true"));
        apply(CONFIGURED);
    }

    @Test
    void expiryIsSwitchedOffAndToAnotherAttribute() {
        create(CONFIGURED);
        apply(CONFIGURED.with(TerraformTable.EXPIRY, ""));
        apply(CONFIGURED.with(TerraformTable.EXPIRY, "gone"));
    }

    @Test
    void tagsAreAddedChangedAndRemoved() {
        create(CONFIGURED);
        apply(CONFIGURED.withTags(Map.of("team", "news", "cost centre", "4/2", "empty", "")));
        apply(CONFIGURED.withTags(Map.of()));
        apply(CONFIGURED);
    }

    @Test
    void warmThroughputGrows() {
        create(CONFIGURED);
        provider.change(
                POSTS,
                u ->
                        u.warmThroughput(
                                w -> w.readUnitsPerSecond(13_000L).writeUnitsPerSecond(5_000L)));
        waits.warm(POSTS);
        assertThat(waits.describe(POSTS).warmThroughput().readUnitsPerSecond()).isEqualTo(13_000);
        assertThat(waits.describe(POSTS).warmThroughput().writeUnitsPerSecond()).isEqualTo(5_000);
        planIsEmpty(CONFIGURED);
    }

    @Test
    void everythingIsChangedInOneGo() {
        create(CONFIGURED);
        apply(
                PROVISIONED
                        .with(TerraformTable.VIEW, "OLD_IMAGE")
                        .with(TerraformTable.CLASS, "STANDARD_INFREQUENT_ACCESS")
                        .with(TerraformTable.ENCRYPTED, "true")
                        .with(TerraformTable.EXPIRY, "")
                        .withGlobals(
                                Map.of(
                                        "byTopic",
                                        TerraformIndex.of("topic", "posted").withCapacity(3, 4),
                                        "byEditor",
                                        TerraformIndex.of("editor", "").withCapacity(1, 2)),
                                TerraformPosts.WITH_EDITOR)
                        .withTags(Map.of("team", "news", "new", "tag")));
        apply(CONFIGURED);
    }

    @Test
    void anItemIsCreatedOnceReadChangedAndDeleted() {
        create(CONFIGURED);
        TerraformItem items = new TerraformItem(client, POSTS, "author", "posted");
        Map<String, AttributeValue> first = TerraformPosts.post("ann", 1);
        items.create(first);
        assertThat(items.read(first)).contains(first);
        assertThatThrownBy(() -> items.create(first))
                .isInstanceOf(ConditionalCheckFailedException.class);
        Map<String, AttributeValue> changed =
                Map.of(
                        "author",
                        AttributeValue.fromS("ann"),
                        "posted",
                        AttributeValue.fromN("1"),
                        "title",
                        AttributeValue.fromS("another"),
                        "tags",
                        AttributeValue.fromSs(List.of("a", "b")));
        items.update(first, changed);
        assertThat(items.read(first))
                .contains(
                        Map.of(
                                "author",
                                AttributeValue.fromS("ann"),
                                "posted",
                                AttributeValue.fromN("1"),
                                "title",
                                AttributeValue.fromS("another")));
        assertThat(items.read(changed)).contains(changed);
        Map<String, AttributeValue> moved = TerraformPosts.post("bob", 2);
        items.update(changed, moved);
        assertThat(items.read(changed)).isEmpty();
        assertThat(items.read(moved)).contains(moved);
        items.delete(moved);
        assertThat(items.read(moved)).isEmpty();
    }

    @Test
    void oneTagIsSetChangedAndRemovedBesideTheOthers() {
        create(CONFIGURED);
        String arn = waits.describe(POSTS).tableArn();
        Map<String, String> others = CONFIGURED.tags();
        provider.retag(arn, others, Map.of("team", "blog", "Name", "posts: all of them", "x", "1"));
        Tag changed = Tag.builder().key("x").value("2").build();
        client.tagResource(t -> t.resourceArn(arn).tags(changed));
        assertThat(waits.tags(arn)).hasSize(3).containsEntry("x", "2").containsAllEntriesOf(others);
        client.untagResource(t -> t.resourceArn(arn).tagKeys("x"));
        planIsEmpty(CONFIGURED);
    }

    @Test
    void aProtectedTableIsDestroyedOnlyWithoutProtection() {
        TerraformTable guarded = CONFIGURED.with(TerraformTable.PROTECTED, "true");
        create(guarded);
        assertThatThrownBy(() -> waits.delete(POSTS))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        e -> {
                            assertThat(e.awsErrorDetails().errorCode())
                                    .isEqualTo("ValidationException");
                            assertThat(e.awsErrorDetails().errorMessage())
                                    .contains("currently protected against deletion");
                        });
        planIsEmpty(guarded);
        apply(CONFIGURED);
        waits.delete(POSTS);
        assertThatThrownBy(() -> client.deleteTable(t -> t.tableName(POSTS)))
                .isInstanceOfSatisfying(
                        ResourceNotFoundException.class,
                        e ->
                                assertThat(e.awsErrorDetails().errorMessage())
                                        .startsWith("Requested resource not found: Table: "));
    }
}
