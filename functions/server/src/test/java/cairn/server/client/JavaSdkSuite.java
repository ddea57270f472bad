package cairn.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.server.process.KeyedTable;
import cairn.server.target.Difference;
import cairn.server.target.Feature;
import cairn.server.target.Target;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// The main use through the low-level client of the AWS SDK for Java.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JavaSdkSuite {
    private DynamoDbClient client;

    /// The target of the tests.
    abstract Target target();

    @BeforeAll
    void connect() {
        client = target().door().client();
    }

    @AfterAll
    void disconnect() {
        client.close();
    }

    @AfterEach
    void leaveNothing() {
        KeyedTable.deleteAll(client);
    }

    private void table(String name) {
        KeyedTable.create(client, name, "player", "game");
    }

    private static Map<String, AttributeValue> key(String player, int game) {
        return Map.of("player", AttributeValue.fromS(player), "game", number(game));
    }

    private static AttributeValue number(int n) {
        return AttributeValue.fromN(Integer.toString(n));
    }

    @Test
    void aTableIsCreatedDescribedListedAndDeleted() {
        table("Lifecycle");
        var table = client.describeTable(t -> t.tableName("Lifecycle")).table();
        assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(table.tableArn())
                .isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/Lifecycle");
        assertThat(table.provisionedThroughput().writeCapacityUnits()).isEqualTo(6);
        assertThat(client.listTablesPaginator().tableNames()).contains("Lifecycle");
        assertThatThrownBy(() -> table("Lifecycle")).isInstanceOf(ResourceInUseException.class);
        client.deleteTable(t -> t.tableName("Lifecycle"));
        client.waiter().waitUntilTableNotExists(t -> t.tableName("Lifecycle"));
        assertThatThrownBy(() -> client.describeTable(t -> t.tableName("Lifecycle")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> client.getItem(g -> g.tableName("Lifecycle").key(key("a", 1))))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageStartingWith("Requested resource not found");
    }

    @Test
    void everyTypeOfAttributeComesBackAsItWent() {
        table("Types");
        Map<String, AttributeValue> item =
                Map.ofEntries(
                        Map.entry("player", AttributeValue.fromS("Zoë \uD83D\uDE80")),
                        Map.entry("game", AttributeValue.fromN("-12.5")),
                        Map.entry(
                                "big",
                                AttributeValue.fromN("12345678901234567890123456789012345678")),
                        Map.entry(
                                "bytes",
                                AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1}))),
                        Map.entry("yes", AttributeValue.fromBool(true)),
                        Map.entry("nothing", AttributeValue.fromNul(true)),
                        Map.entry("names", AttributeValue.fromSs(List.of("a", "b"))),
                        Map.entry("numbers", AttributeValue.fromNs(List.of("1", "2.5"))),
                        Map.entry(
                                "list",
                                AttributeValue.fromL(
                                        List.of(
                                                AttributeValue.fromS(""),
                                                AttributeValue.fromM(Map.of("x", number(1)))))));
        client.putItem(p -> p.tableName("Types").item(item));
        Map<String, AttributeValue> back =
                client.getItem(
                                g ->
                                        g.tableName("Types")
                                                .consistentRead(true)
                                                .key(
                                                        Map.of(
                                                                "player",
                                                                item.get("player"),
                                                                "game",
                                                                item.get("game"))))
                        .item();
        assertThat(back).isEqualTo(item);
    }

    @Test
    void aFailedConditionChangesNothingAndShowsTheOldItem() {
        table("Conditions");
        client.putItem(
                p -> p.tableName("Conditions").item(with(key("ann", 1), "score", number(10))));
        assertThatThrownBy(
                        () ->
                                client.updateItem(
                                        u ->
                                                u.tableName("Conditions")
                                                        .key(key("ann", 1))
                                                        .updateExpression("SET score = :new")
                                                        .conditionExpression("score > :new")
                                                        .expressionAttributeValues(
                                                                Map.of(":new", number(11)))
                                                        .returnValuesOnConditionCheckFailure(
                                                                ReturnValuesOnConditionCheckFailure
                                                                        .ALL_OLD)))
                .isInstanceOfSatisfying(
                        ConditionalCheckFailedException.class,
                        e -> assertThat(e.item().get("score")).isEqualTo(number(10)))
                .hasMessageStartingWith("The conditional request failed");
        var update =
                client.updateItem(
                        u ->
                                u.tableName("Conditions")
                                        .key(key("ann", 1))
                                        .updateExpression("ADD score :more SET seen = :yes")
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":more",
                                                        number(5),
                                                        ":yes",
                                                        AttributeValue.fromBool(true)))
                                        .returnValues(ReturnValue.UPDATED_NEW));
        assertThat(update.attributes())
                .isEqualTo(Map.of("score", number(15), "seen", AttributeValue.fromBool(true)));
        var deleted =
                client.deleteItem(
                        d ->
                                d.tableName("Conditions")
                                        .key(key("ann", 1))
                                        .returnValues(ReturnValue.ALL_OLD));
        assertThat(deleted.attributes()).containsEntry("score", number(15)).hasSize(4);
    }

    private static String game(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get("game")).n();
    }

    private static Map<String, AttributeValue> with(
            Map<String, AttributeValue> key, String name, AttributeValue value) {
        Map<String, AttributeValue> item = new HashMap<>(key);
        item.put(name, value);
        return item;
    }

    @Test
    void queriesAndScansPageThroughEverything() {
        table("Pages");
        AttributeValue text = AttributeValue.fromS("x".repeat(10_000));
        List<WriteRequest> puts =
                IntStream.range(0, 250)
                        .mapToObj(i -> with(key("p" + i % 2, i), "text", text))
                        .map(item -> PutRequest.builder().item(item).build())
                        .map(put -> WriteRequest.builder().putRequest(put).build())
                        .toList();
        for (int from = 0; from < puts.size(); from += 25) {
            List<WriteRequest> batch = puts.subList(from, from + 25);
            BatchWriteItemResponse written =
                    client.batchWriteItem(b -> b.requestItems(Map.of("Pages", batch)));
            assertThat(written.unprocessedItems()).isEmpty();
        }
        var pages =
                client.queryPaginator(
                        q ->
                                q.tableName("Pages")
                                        .keyConditionExpression("player = :p AND game < :g")
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":p",
                                                        AttributeValue.fromS("p1"),
                                                        ":g",
                                                        number(200)))
                                        .scanIndexForward(false));
        List<String> games = pages.items().stream().map(JavaSdkSuite::game).toList();
        assertThat(games)
                .isEqualTo(
                        IntStream.iterate(199, i -> i > 0, i -> i - 2)
                                .mapToObj(Integer::toString)
                                .toList());
        List<String> seen = new ArrayList<>();
        for (int segment = 0; segment < 3; segment++) {
            int s = segment;
            client.scanPaginator(c -> c.tableName("Pages").totalSegments(3).segment(s).limit(40))
                    .items()
                    .forEach(item -> seen.add(game(item)));
        }
        assertThat(seen).hasSize(250).doesNotHaveDuplicates();
        assertThat(client.scan(c -> c.tableName("Pages")).items().size()).isBetween(100, 110);
    }

    @Test
    void legacyParametersDoWhatExpressionsDo() {
        table("Legacy");
        client.putItem(
                p ->
                        p.tableName("Legacy")
                                .item(with(key("ann", 1), "score", number(10)))
                                .expected(Map.of("player", absent())));
        assertThatThrownBy(
                        () ->
                                client.putItem(
                                        p ->
                                                p.tableName("Legacy")
                                                        .item(key("ann", 1))
                                                        .expected(Map.of("player", absent()))))
                .isInstanceOf(ConditionalCheckFailedException.class);
        var update =
                client.updateItem(
                        u ->
                                u.tableName("Legacy")
                                        .key(key("ann", 1))
                                        .attributeUpdates(
                                                Map.of(
                                                        "score",
                                                        AttributeValueUpdate.builder()
                                                                .action(AttributeAction.ADD)
                                                                .value(number(5))
                                                                .build()))
                                        .returnValues(ReturnValue.UPDATED_NEW));
        assertThat(update.attributes()).isEqualTo(Map.of("score", number(15)));
        assertThatThrownBy(
                        () ->
                                client.getItem(
                                        g ->
                                                g.tableName("Legacy")
                                                        .key(key("ann", 1))
                                                        .attributesToGet("game")
                                                        .projectionExpression("game")))
                .hasMessageStartingWith("Can not use both expression and non-expression");
    }

    @Test
    void legacyConditionsFilterPages() {
        table("Legacy");
        client.putItem(p -> p.tableName("Legacy").item(with(key("ann", 1), "score", number(15))));
        client.putItem(p -> p.tableName("Legacy").item(key("ann", 2)));
        var page =
                client.query(
                        q ->
                                q.tableName("Legacy")
                                        .keyConditions(
                                                Map.of(
                                                        "player",
                                                        condition(
                                                                ComparisonOperator.EQ,
                                                                AttributeValue.fromS("ann"))))
                                        .queryFilter(
                                                Map.of(
                                                        "score",
                                                        condition(
                                                                ComparisonOperator.BETWEEN,
                                                                number(1),
                                                                number(15))))
                                        .attributesToGet("game"));
        assertThat(page.items()).isEqualTo(List.of(Map.of("game", number(1))));
        assertThat(page.scannedCount()).isEqualTo(2);
    }

    private static ExpectedAttributeValue absent() {
        return ExpectedAttributeValue.builder().exists(false).build();
    }

    private static Condition condition(ComparisonOperator how, AttributeValue... arguments) {
        return Condition.builder().comparisonOperator(how).attributeValueList(arguments).build();
    }

    @Test
    void aRequestOfNearly16MegabytesIsTaken() {
        Difference.skipWithout(Feature.LARGE_REQUESTS, target());
        table("Large");
        AttributeValue text = AttributeValue.fromS("x".repeat(390_000));
        List<WriteRequest> puts =
                IntStream.range(0, 25)
                        .mapToObj(i -> with(key("p" + i, i), "text", text))
                        .map(item -> PutRequest.builder().item(item).build())
                        .map(put -> WriteRequest.builder().putRequest(put).build())
                        .toList();
        assertThat(client.batchWriteItem(b -> b.requestItems(Map.of("Large", puts))))
                .satisfies(written -> assertThat(written.unprocessedItems()).isEmpty());
        assertThat(client.scanPaginator(s -> s.tableName("Large")).items())
                .hasSize(25)
                .allSatisfy(item -> assertThat(item).containsEntry("text", text));
    }

    @Test
    void everyAnswerHasARequestId() {
        Difference.skipWithout(Feature.REQUEST_IDS, target());
        assertThat(client.listTables().responseMetadata().requestId()).hasSize(52);
        assertThatThrownBy(() -> client.describeTable(t -> t.tableName("Nothing")))
                .isInstanceOfSatisfying(
                        ResourceNotFoundException.class,
                        e -> assertThat(e.requestId()).hasSize(52));
    }

    @Test
    void theServersErrorsAreThoseOfDynamoDb() {
        table("Errors");
        assertThatThrownBy(
                        () ->
                                client.putItem(
                                        p ->
                                                p.tableName("Errors")
                                                        .item(
                                                                Map.of(
                                                                        "player",
                                                                        AttributeValue.fromS(
                                                                                "a")))))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        e -> {
                            assertThat(e.awsErrorDetails().errorCode())
                                    .isEqualTo("ValidationException");
                            assertThat(e.statusCode()).isEqualTo(400);
                        })
                .hasMessageStartingWith(
                        "One or more parameter values were invalid: Missing the key game in the"
                                + " item");
        assertThat(client.listBackups().backupSummaries()).isEmpty();
        assertThatThrownBy(() -> client.listExports(b -> b.maxResults(1)))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        e ->
                                assertThat(e.awsErrorDetails().errorCode())
                                        .isEqualTo("UnknownOperationException"))
                .hasMessageStartingWith("Cairn does not support ListExports yet");
    }
}
