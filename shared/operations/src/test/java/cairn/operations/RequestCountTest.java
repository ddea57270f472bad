package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.partition.Tuning;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// How many requests to the store each operation needs, row by row of the table in
/// docs/architecture.md.
final class RequestCountTest {
    private static final String KEY = "{'p':{'S':'a'},'s':{'N':'%d'}}";
    private static final String STRONG =
            "{'TableName':'Things','ConsistentRead':true,'Key':" + KEY + "}";
    private static final String EVENTUAL = "{'TableName':'Things','Key':" + KEY + "}";

    private final CountingStore store = new CountingStore(Service.memory());

    /// The default tuning, but compactions start early, and a validated view stays fresh for
    /// `freshFor`.
    private static Tuning tuning(Duration freshFor) {
        Tuning usual = Tuning.DEFAULT;
        return new Tuning(
                usual.tailBytes(),
                usual.tailBytesMax(),
                usual.batchBytesMax(),
                usual.queuedWritesMax(),
                usual.uncompactedBytesMax(),
                256 << 10,
                usual.levelGrowth(),
                usual.logIndexFan(),
                usual.blockBytes(),
                usual.segmentBytes(),
                usual.cacheBytes(),
                freshFor,
                usual.writeDeadline(),
                usual.clockAllowance(),
                usual.limits());
    }

    private Service service(Duration freshFor) {
        return new Service(store, tuning(freshFor), 4);
    }

    private Service warm(Duration freshFor) {
        Service service = service(freshFor);
        service.createTable();
        service.put("a", 1, "");
        store.taken();
        return service;
    }

    @Test
    void anUncontendedWriteIsOnePut() {
        Service service = warm(Duration.ofHours(1));
        service.put("a", 2, "");
        assertThat(store.taken()).singleElement().asString().startsWith("PUT ");
    }

    @Test
    void aRefusalByTheTablesKeysIsOneConditionalGet() {
        Service service = warm(Duration.ofHours(1));
        for (int i = 0; i < 2; i++) {
            service.refused("GetItem", "{'TableName':'Things','Key':{'q':{'S':'a'}}}");
            assertThat(store.taken()).containsExactly("GET catalog/Things if changed");
        }
        Service fresh = service(Duration.ofHours(1));
        fresh.refused("GetItem", "{'TableName':'Things','Key':{'q':{'S':'a'}}}");
        assertThat(store.taken()).containsExactly("GET catalog/Things");
    }

    @Test
    void aWarmStrongReadIsOneConditionalGet() {
        Service service = warm(Duration.ofHours(1));
        assertThat(service.ok("GetItem", STRONG.formatted(1)).at("Item", "s", "N"))
                .isEqualTo("\"1\"");
        assertThat(store.taken()).singleElement().asString().endsWith(" if changed");
        service.ok(
                "Query",
                """
                {'TableName':'Things','ConsistentRead':true,'KeyConditionExpression':'p = :p',
                 'ExpressionAttributeValues':{':p':{'S':'a'}}}
                """);
        assertThat(store.taken()).singleElement().asString().endsWith(" if changed");
    }

    @Test
    void aFreshEventuallyConsistentReadIsNoRequest() {
        Service service = warm(Duration.ofHours(1));
        service.ok("GetItem", EVENTUAL.formatted(1));
        assertThat(store.taken()).isEmpty();
    }

    @Test
    void anEventuallyConsistentReadOfAnAgedViewIsOneConditionalGet() {
        Service service = warm(Duration.ZERO);
        service.ok("GetItem", EVENTUAL.formatted(1));
        assertThat(store.taken()).singleElement().asString().endsWith(" if changed");
    }

    @Test
    void manyConcurrentWritesToOnePartitionAreOnePutTogether() {
        Service service = warm(Duration.ofHours(1));
        CountDownLatch gate = new CountDownLatch(1);
        store.hold(gate);
        List<CompletableFuture<Service.Answer>> answers = new ArrayList<>();
        answers.add(putLater(service, 1_000));
        List<String> first = List.of();
        while (first.isEmpty()) {
            Thread.onSpinWait();
            first = store.taken();
        }
        // The first PUT has been sent and is held back. These writes wait for it, then share one
        // PUT.
        for (int i = 0; i < 50; i++) {
            answers.add(putLater(service, i));
        }
        gate.countDown();
        answers.forEach(answer -> assertThat(answer.join().status()).isEqualTo(200));
        assertThat(store.taken()).singleElement().asString().startsWith("PUT ");
    }

    private static CompletableFuture<Service.Answer> putLater(Service service, int sort) {
        String body = "{'TableName':'Things','Item':%s}".formatted(Service.item("a", sort, ""));
        return service.later("PutItem", body);
    }

    @Test
    void aWriteAfterOneOfAnotherProcessIsOneGetAndOnePutMore() {
        Service mine = warm(Duration.ofHours(1));
        Service theirs = service(Duration.ofHours(1));
        theirs.put("a", 5, "");
        store.taken();
        mine.put("a", 6, "");
        assertThat(store.taken())
                .satisfiesExactly(
                        put -> assertThat(put).startsWith("PUT "),
                        get -> assertThat(get).startsWith("GET "),
                        put -> assertThat(put).startsWith("PUT "));
    }

    @Test
    void aConditionThatFailsOnAKnownStateIsAtMostOneConditionalGet() {
        Service service = warm(Duration.ofHours(1));
        String put =
                """
                {'TableName':'Things','Item':{'p':{'S':'a'},'s':{'N':'1'}},
                 'ConditionExpression':'attribute_not_exists(p)'}
                """;
        assertThat(service.refused("PutItem", put)).startsWith("ConditionalCheckFailedException");
        assertThat(store.taken())
                .hasSizeLessThanOrEqualTo(1)
                .allSatisfy(request -> assertThat(request).endsWith(" if changed"));
    }

    @Test
    void aBatchIsOnePutForEachPartitionTouched() {
        Service service = warm(Duration.ofHours(1));
        StringBuilder puts = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            String comma = i == 0 ? "" : ",";
            puts.append(comma)
                    .append("{'PutRequest':{'Item':" + Service.item("k" + i, 1, "") + "}}");
        }
        // Loads the heads of all partitions.
        service.ok("BatchWriteItem", "{'RequestItems':{'Things':[" + puts + "]}}");
        store.taken();
        service.ok("BatchWriteItem", "{'RequestItems':{'Things':[" + puts + "]}}");
        assertThat(store.taken())
                .hasSize(4)
                .doesNotHaveDuplicates()
                .allSatisfy(request -> assertThat(request).startsWith("PUT "));
    }

    @Test
    void anIdleTableMakesNoRequest() throws InterruptedException {
        Service service = warm(Duration.ZERO);
        fillUntilCompacted(service);
        store.taken();
        Thread.sleep(500);
        assertThat(store.taken()).isEmpty();
    }

    @Test
    void aColdReadIsAtMostFourGetsBesideTheChunksThatWait() {
        Service writer = service(Duration.ofHours(1));
        writer.createTable();
        fillUntilCompacted(writer);
        store.taken();
        Service reader = service(Duration.ofHours(1));
        assertThat(reader.ok("GetItem", STRONG.formatted(3)).at("Item", "s", "N"))
                .isEqualTo("\"3\"");
        List<String> requests = store.taken();
        assertThat(requests).allSatisfy(request -> assertThat(request).startsWith("GET "));
        // Chunks that wait for compaction, 256 KiB at most, are read in parallel.
        assertThat(requests.stream().filter(request -> !request.contains("/chunks/")))
                .hasSizeLessThanOrEqualTo(4);
        assertThat(requests).anySatisfy(request -> assertThat(request).contains("/segment"));
        Service another = service(Duration.ofHours(1));
        assertThat(another.ok("GetItem", STRONG.formatted(99)).at("Item", "s", "N"))
                .isEqualTo("\"99\"");
        assertThat(store.taken()).as("an item in the tail").hasSize(2);
    }

    /// Writes 2 MB to one partition and waits until its compactions have ended.
    private static void fillUntilCompacted(Service service) {
        String text = ",'t':{'S':'" + "x".repeat(20_000) + "'}";
        for (int i = 0; i < 100; i++) {
            service.put("a", i, text);
        }
        service.awaitIdle();
    }
}
