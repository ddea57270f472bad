package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.partition.Tuning;
import cairn.storage.port.ObjectKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Query and Scan: order, conditions, pages.
final class PagesTest {
    private static final String OF_A =
            "{'TableName':'Things','KeyConditionExpression':'p = :p%s',"
                    + "'ExpressionAttributeValues':{':p':{'S':'a'}%s}%s}";

    private static final int ITEMS = 300;

    private final Service service = Service.withTable();

    private List<Integer> query(String condition, String values, String more) {
        return Service.sorts(service.ok("Query", OF_A.formatted(condition, values, more)));
    }

    private void fill(String p, int count) {
        for (int i = 0; i < count; i++) {
            service.put(p, i, "");
        }
    }

    @Test
    void eachSortConditionFindsItsRangeInOrder() {
        fill("a", 10);
        fill("b", 3);
        String five = ",':v':{'N':'5'}";
        String from = ",':v':{'N':'5'},':w':{'N':'7.5'}";
        assertThat(query(" AND s = :v", five, "")).containsExactly(5);
        assertThat(query(" AND s < :v", five, "")).containsExactly(0, 1, 2, 3, 4);
        assertThat(query(" AND s <= :v", five, "")).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(query(" AND s > :v", five, "")).containsExactly(6, 7, 8, 9);
        assertThat(query(" AND s >= :v", five, "")).containsExactly(5, 6, 7, 8, 9);
        assertThat(query(" AND s BETWEEN :v AND :w", from, "")).containsExactly(5, 6, 7);
        assertThat(query(" AND s > :v", five, ",'ScanIndexForward':false"))
                .containsExactly(9, 8, 7, 6);
    }

    @Test
    void numbersSortAsNumbers() {
        for (int s : new int[] {10, -3, 2, -20, 0, 100}) {
            service.put("a", s, "");
        }
        assertThat(query("", "", "")).containsExactly(-20, -3, 0, 2, 10, 100);
    }

    @Test
    void aLimitCutsAPageBeforeTheFilterAndItsKeyGoesOn() {
        fill("a", 10);
        Service.Answer page =
                service.ok(
                        "Scan",
                        """
                        {'TableName':'Things','FilterExpression':'s = :five','Limit':4,
                         'ExpressionAttributeValues':{':five':{'N':'5'}},
                         'ExclusiveStartKey':{'p':{'S':'a'},'s':{'N':'1'}}}
                        """);
        assertThat(page.at("Count")).isEqualTo("1");
        assertThat(page.at("ScannedCount")).isEqualTo("4");
        assertThat(page.at("LastEvaluatedKey", "s", "N")).isEqualTo("\"5\"");
    }

    @Test
    void onlyAScanFiltersByKeysAndNothingLooksIntoThem() {
        String filter = ",':v':{'N':'5'}";
        assertThat(
                        service.refused(
                                "Query",
                                OF_A.formatted("", filter, ",'FilterExpression':'s = :v'")))
                .isEqualTo(
                        "ValidationException: Filter Expression can only contain non-primary key"
                                + " attributes: Primary key attribute: s");
        String inside =
                "ValidationException: Key attributes must be scalars; list random access '[]' and"
                        + " map lookup '.' are not allowed: Key: p";
        String project = ",'ProjectionExpression':'s, p.x'";
        assertThat(service.refused("Query", OF_A.formatted("", "", project))).isEqualTo(inside);
        assertThat(service.refused("Scan", "{'TableName':'Things'" + project + "}"))
                .isEqualTo(inside);
        assertThat(
                        service.refused(
                                "Scan",
                                "{'TableName':'Things','FilterExpression':'attribute_exists(p[0])'}"))
                .isEqualTo(inside);
        String get = "{'TableName':'Things','Key':" + Service.item("a", 1, "") + project + "}";
        assertThat(service.refused("GetItem", get)).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "|{}|The provided starting key is invalid",
                "|{'p':{'S':'a'}}|The provided starting key is invalid",
                "|{'p':{'S':'a'},'x':{'N':'1'}}|The provided starting key is invalid",
                "|{'p':{'S':'a'},'s':{'S':'1'}}|The provided key element does not match the schema",
                "|{'p':{'S':'a'},'s':{'N':'x'}}|The provided starting key is invalid: The parameter"
                        + " cannot be converted to a numeric value: x",
                "|{'p':{'S':'b'},'s':{'N':'1'}}|The provided starting key is outside query"
                        + " boundaries based on provided conditions",
                "AND s > :v|{'p':{'S':'b'},'s':{'N':'6'}}|The query can return at most one row and"
                        + " cannot be restarted",
                "AND s > :v|{'p':{'S':'b'},'s':{'N':'5'}}|The provided starting key does not match"
                        + " the range key predicate",
                "AND s = :v|{'p':{'S':'a'},'s':{'N':'6'}}|The provided starting key does not match"
                        + " the range key predicate",
                "AND s = :v|{'p':{'S':'a'},'s':{'N':'5'}}|The query can return at most one row and"
                        + " cannot be restarted",
            })
    void aQueryStartsWithinItself(String condition, String start, String message) {
        String more = ",'ExclusiveStartKey':" + start;
        boolean plain = condition == null;
        String values = plain ? "" : ",':v':{'N':'5'}";
        assertThat(
                        service.refused(
                                "Query",
                                OF_A.formatted(plain ? "" : " " + condition, values, more)))
                .isEqualTo("ValidationException: " + message);
    }

    @Test
    void aScanHasItsOwnWordsForAStartThatIsNoKey() {
        for (String start : new String[] {"{}", "{'p':{'S':'a'},'s':{'S':'1'}}"}) {
            assertThat(
                            service.refused(
                                    "Scan",
                                    "{'TableName':'Things','ExclusiveStartKey':" + start + "}"))
                    .isEqualTo(
                            "ValidationException: The provided starting key is invalid: The"
                                    + " provided key element does not match the schema");
        }
    }

    @Test
    void countingAndProjectingExcludeEachOther() {
        String both = ",'Select':'%s','ProjectionExpression':'s'";
        String message =
                "ValidationException: Cannot specify the ProjectionExpression when choosing to get"
                        + " ";
        assertThat(service.refused("Query", OF_A.formatted("", "", both.formatted("COUNT"))))
                .isEqualTo(
                        message.replace("Cannot", "1 validation error detected: Cannot")
                                + "only the Count");
        assertThat(
                        service.refused(
                                "Scan",
                                "{'TableName':'Things'" + both.formatted("ALL_ATTRIBUTES") + "}"))
                .isEqualTo(message + "ALL_ATTRIBUTES");
    }

    @Test
    void theKeyConditionIsJudgedBeforeTheFilterAndTheProjection() {
        String wrong = ",'FilterExpression':'x =','ProjectionExpression':'y,'";
        assertThat(service.refused("Query", OF_A.formatted(" AND", "", wrong)))
                .startsWith("ValidationException: Invalid KeyConditionExpression: Syntax error");
        assertThat(service.refused("Query", OF_A.formatted("", "", wrong)))
                .startsWith("ValidationException: Invalid FilterExpression: Syntax error");
    }

    @Test
    void everyPageSizeGivesEveryItemOnce() {
        fill("a", 23);
        for (int limit = 1; limit < 25; limit++) {
            for (boolean forward : new boolean[] {true, false}) {
                List<Integer> expected = new ArrayList<>(IntStream.range(0, 23).boxed().toList());
                if (!forward) {
                    Collections.reverse(expected);
                }
                assertThat(pages(limit, forward)).as("limit %d", limit).isEqualTo(expected);
            }
        }
    }

    private List<Integer> pages(int limit, boolean forward) {
        List<Integer> found = new ArrayList<>();
        String more = ",'Limit':" + limit + ",'ScanIndexForward':" + forward;
        String start = "";
        do {
            Service.Answer page = service.ok("Query", OF_A.formatted("", "", more + start));
            found.addAll(Service.sorts(page));
            String key = page.at("LastEvaluatedKey");
            start = key.isEmpty() ? "" : ",'ExclusiveStartKey':" + key;
        } while (!start.isEmpty());
        return found;
    }

    @Test
    void aPageEndsAtOneMegabyte() {
        String text = ",'t':{'S':'" + "x".repeat(100_000) + "'}";
        for (int i = 0; i < 25; i++) {
            service.put("a", i, text);
        }
        Service.Answer page =
                service.ok(
                        "Query",
                        OF_A.formatted(
                                "", "", ",'Select':'COUNT','ReturnConsumedCapacity':'TOTAL'"));
        assertThat(page.at("Count")).isEqualTo("11");
        assertThat(page.at("LastEvaluatedKey", "s", "N")).isEqualTo("\"10\"");
        assertThat(page.at("Items")).isEmpty();
        assertThat(page.at("ConsumedCapacity", "CapacityUnits")).isEqualTo("134.5");
    }

    @Test
    void theSegmentsOfAScanGiveEveryItemOnce() {
        for (int i = 0; i < 200; i++) {
            service.put("p" + i, i, "");
        }
        for (int segments : new int[] {1, 2, 3, 7, 64}) {
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i < segments; i++) {
                String start = "";
                do {
                    String scan =
                            "{'TableName':'Things','TotalSegments':%d,'Segment':%d,'Limit':9%s}"
                                    .formatted(segments, i, start);
                    Service.Answer page = service.ok("Scan", scan);
                    found.addAll(Service.sorts(page));
                    String key = page.at("LastEvaluatedKey");
                    start = key.isEmpty() ? "" : ",'ExclusiveStartKey':" + key;
                } while (!start.isEmpty());
            }
            assertThat(found)
                    .as("%d segments", segments)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 200).boxed().toList());
        }
    }

    /// Chunks, segments and blocks are small, and a view stays fresh for the whole test.
    private static Tuning small(int levelGrowth) {
        return new Tuning(
                4 << 10,
                8 << 10,
                Tuning.DEFAULT.batchBytesMax(),
                Tuning.DEFAULT.queuedWritesMax(),
                Tuning.DEFAULT.uncompactedBytesMax(),
                16 << 10,
                levelGrowth,
                2,
                1 << 10,
                8 << 10,
                64 << 10,
                Duration.ofHours(1),
                Tuning.DEFAULT.writeDeadline(),
                Tuning.DEFAULT.clockAllowance(),
                Tuning.DEFAULT.limits());
    }

    @Test
    void anotherProcessReadsWhatWasSpilledAndCompacted() {
        var store = Service.memory();
        Tuning tuning = small(3);
        Service writer = new Service(store, tuning, 2);
        writer.createTable();
        for (int i = 0; i < 400; i++) {
            writer.put("a", i % 150, ",'i':{'N':'" + i + "'},'t':{'S':'" + "x".repeat(300) + "'}");
        }
        Service reader = new Service(store, tuning, 2);
        Service.Answer all = reader.ok("Query", OF_A.formatted("", "", ",'ConsistentRead':true"));
        assertThat(Service.sorts(all)).isEqualTo(IntStream.range(0, 150).boxed().toList());
        assertThat(all.at("Items", 7, "i", "N")).isEqualTo("\"307\"");
        assertThat(all.at("Items", 120, "i", "N")).isEqualTo("\"270\"");
    }

    @Test
    void aScanGoesOnBehindWhatItHasWhenASegmentOfItsViewIsGone() {
        CountingStore store = new CountingStore(Service.memory());
        // A compaction merges all levels, so the next one replaces every segment.
        Tuning tuning = small(1000);
        Service writer = new Service(store, tuning, 1);
        writer.createTable();
        write(writer, 1);
        List<ObjectKey> old = segmentsRead(store, tuning);
        Service reader = new Service(store, tuning, 1);
        assertThat(reader.ok("Scan", "{'TableName':'Things','Limit':1}").at("Count"))
                .isEqualTo("1");
        write(writer, 2);
        assertThat(old)
                .hasSizeGreaterThan(3)
                .doesNotContainAnyElementsOf(segmentsRead(store, tuning));
        store.delete(old.subList(old.size() / 2, old.size()));
        Service.Answer all = reader.ok("Scan", "{'TableName':'Things'}");
        assertThat(Service.sorts(all)).isEqualTo(IntStream.range(0, ITEMS).boxed().toList());
        assertThat(all.at("ScannedCount")).isEqualTo(Integer.toString(ITEMS));
        assertThat(all.at("Items", 0, "turn", "N")).as("of the old view").isEqualTo("\"1\"");
        assertThat(all.at("Items", ITEMS - 1, "turn", "N")).as("of the new").isEqualTo("\"2\"");
    }

    /// Puts all items and waits for the compactions.
    private static void write(Service writer, int turn) {
        SplittableRandom random = new SplittableRandom(turn);
        for (int i = 0; i < ITEMS; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < 20; j++) {
                text.append(Long.toHexString(random.nextLong()));
            }
            writer.put("a", i, ",'turn':{'N':'%d'},'text':{'S':'%s'}".formatted(turn, text));
        }
        writer.awaitIdle();
    }

    /// The segments that a new process reads in a scan, in their order.
    private static List<ObjectKey> segmentsRead(CountingStore store, Tuning tuning) {
        store.taken();
        new Service(store, tuning, 1).ok("Scan", "{'TableName':'Things'}");
        return store.taken().stream()
                .map(request -> request.split(" ", 3)[1])
                .filter(key -> key.contains("/segments/"))
                .distinct()
                .map(ObjectKey::new)
                .toList();
    }
}
